/* One import's record: what a line of a figure's lineage leads to. */
import {get} from '../lib/api.js';
import {el} from '../lib/dom.js';
import {digits} from '../lib/number.js';
import {href} from '../lib/router.js';
import {has, t} from '../lib/text.js';
import {timeText} from '../lib/time.js';
import {faultsButton} from './faults.js';
import {rowCounts} from './impact.js';
import {takeBackButton} from './take_back.js';

function link(id) {
    return id ? el('a', {href: href('imports', {id})}, id) : null;
}

function linesOf(record) {
    const state = record.reverted_by ? 'reverted' : record.state;
    return [
        ['import.state', has(`import.${state}`) ? t(`import.${state}`)
            : state],
        ['import.kind', t(`kind.${record.kind}`)],
        ['import.time', timeText(record.received_at)],
        ['import.actor', record.actor],
        ['import.file', record.file_name],
        ['import.bytes', digits(record.bytes)],
        ['import.sha256', el('code', {class: 'clip'}, record.sha256)],
        ['import.by', record.profile],
        ['import.revision', record.changed ? record.revision : null],
        ['import.reverts', link(record.reverts)],
        ['import.reverted_by', link(record.reverted_by)],
        ['import.failure', record.failure],
        ['import.request', el('code', null, record.request_id)],
    ].filter(([, value]) => value !== null && value !== undefined);
}

/**
 * @param {string} id
 * @param {Object} context of the page, with ontaken()
 * @returns {Promise<HTMLElement>}
 */
export async function importCard(id, context) {
    const record = await get(`/v1/imports/${encodeURIComponent(id)}`, {},
        context.signal);
    return el('section', {class: 'card stack', 'aria-labelledby': 'one',
        'data-role': 'import'},
    el('h2', {id: 'one'}, t('import.one', {id: id.slice(0, 8)})),
    el('dl', {class: 'record'}, linesOf(record).map(([key, value]) =>
        el('div', null, el('dt', null, t(key)), el('dd', null, value)))),
    rowCounts(record.rows),
    el('p', {class: 'actions'},
        record.errors_csv ? faultsButton(record) : null,
        takeBackButton(record, context),
        el('a', {class: 'button small', href: href('imports')},
            t('import.back'))));
}
