/* Schools that have not reported, and until when they should have. */
import {el, fill} from '../lib/dom.js';
import {missingParams, missingSchools} from '../lib/completeness_data.js';
import {names} from '../lib/names.js';
import {saveAnswer} from '../lib/save.js';
import {nameOf, t} from '../lib/text.js';
import {empty} from './state.js';
import {records} from './records.js';

function today() {
    return new Date().toISOString().slice(0, 10);
}

function dueCell({due}) {
    return el('span', {class: 'nowrap'}, due, due < today()
        ? el('span', {class: 'badge late'}, t('completeness.overdue'))
        : null);
}

function columns(known) {
    return [
        {text: t('completeness.school'), cell: nameOf},
        {text: t('completeness.code'),
            cell: (row) => el('code', null, row.school)},
        {text: t('completeness.area'),
            cell: (row) => known.areas.get(row.area)},
        {text: t('completeness.state'),
            cell: (row) => t(`completeness.state_${row.state}`)},
        {text: t('completeness.due'), cell: dueCell},
    ];
}

function saveButton(choice) {
    return el('button', {class: 'button small', type: 'button',
        'data-role': 'missing-csv',
        onclick: () => saveAnswer('/v1/completeness',
            {...missingParams(choice), format: 'csv', bom: 1},
            `${t('completeness.missing_title')}-${choice.period}.csv`)},
    t('completeness.save'));
}

/**
 * @param {{indicator: string, area: string, period: string}} choice
 * @param {AbortSignal} signal
 * @returns {Promise<HTMLElement>}
 */
export async function missingList(choice, signal) {
    const node = el('div', {class: 'stack', 'data-role': 'missing'});
    const rows = [];
    const draw = async (cursor) => {
        const page = await missingSchools(choice, cursor, signal);
        rows.push(...page.rows);
        const known = await names({areas: rows.map((row) => row.area)},
            signal);
        fill(node, records(t('completeness.missing_title'), columns(known),
            rows),
        el('p', {class: 'actions'}, saveButton(choice),
            page.next ? el('button', {class: 'button small', type: 'button',
                onclick: () => draw(page.next)}, t('completeness.more'))
                : null));
    };
    await draw();
    return rows.length > 0 ? node
        : fill(node, empty(t('completeness.all_reported')));
}
