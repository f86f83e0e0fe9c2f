/* The imports, the newest first, a page at a time. */
import {get} from '../lib/api.js';
import {el, fill} from '../lib/dom.js';
import {digits} from '../lib/number.js';
import {href} from '../lib/router.js';
import {t} from '../lib/text.js';
import {timeText} from '../lib/time.js';
import {failure, loading} from './state.js';
import {records} from './records.js';
import {takeBackButton} from './take_back.js';

const PAGE = 20;

function stateOf(record) {
    const name = record.reverted_by ? 'reverted' : record.state;
    return el('span', {class: `badge ${name}`, 'data-state': name},
        t(`import.${name}`));
}

function fileOf(record) {
    if (record.reverts) {
        return t('import.revert_of', {id: record.reverts.slice(0, 8)});
    }
    return record.file_name
        ?? el('code', null, record.sha256.slice(0, 12));
}

function countsOf(record) {
    const {rows} = record;
    return record.state === 'rejected'
        ? t('import.faults', {count: digits(record.error_count)})
        : ['inserted', 'updated', 'deleted', 'unchanged', 'rejected']
            .filter((name) => rows[name] > 0)
            .map((name) => `${t(`rows.${name}`)} ${digits(rows[name])}`)
            .join(t('list.join')) || '0';
}

function columns(context) {
    return [
        {text: t('import.time'), cell: (record) => el('a',
            {class: 'nowrap', href: href('imports', {id: record.id})},
            timeText(record.received_at))},
        {text: t('import.kind'), cell: ({kind}) => t(`kind.${kind}`)},
        {text: t('import.file'), cell: fileOf},
        {text: t('import.state'), cell: stateOf},
        {text: t('import.rows'), cell: countsOf},
        {text: t('import.revision'), number: true,
            cell: (record) => (record.changed ? record.revision : '')},
        {text: t('import.actor'), cell: ({actor}) => actor},
        {text: t('import.undo'),
            cell: (record) => takeBackButton(record, context) ?? ''},
    ];
}

/**
 * @param {Object} context of the page, with ontaken()
 * @returns {{node: HTMLElement, load: function(): Promise}} load: from the
 *     newest
 */
export function importList(context) {
    const node = el('div', {class: 'stack', 'data-role': 'imports'},
        loading(6));
    const shown = [];
    const more = async (cursor) => {
        try {
            const page = await get('/v1/imports',
                {limit: PAGE, cursor}, context.signal);
            shown.push(...page.imports);
            fill(node, records(t('import.list'), columns(context), shown),
            page.meta.next ? el('button', {class: 'button', type: 'button',
                onclick: () => more(page.meta.next)},
            t('import.more')) : null);
        } catch (error) {
            if (!context.signal.aborted) {
                fill(node, failure(error, {retry: () => more(cursor)}));
            }
        }
    };
    return {node, load: () => {
        shown.length = 0;
        return more();
    }};
}
