/* Where a figure comes from: `/v1/figures/{id}/lineage` in a window. */
import {get} from '../lib/api.js';
import {schools} from '../lib/catalogue.js';
import {el, fill} from '../lib/dom.js';
import {digits} from '../lib/number.js';
import {periodText} from '../lib/period.js';
import {nameOf, t} from '../lib/text.js';
import {openDialog} from './dialog.js';
import {failure, loading} from './state.js';
import {table} from './table.js';
import {askToken} from './token.js';

const PAGE = 200;

/** A place in a file: `schools.csv, line 12`. */
function source(row) {
    const hash = (row.sha256 ?? '').slice(0, 12);
    const where = row.sheet ? `${row.sheet}!${row.cell ?? row.line}`
        : t('lineage.line', {line: row.line});
    return el('span', {title: row.sha256},
        row.file ?? el('code', null, hash), ` · ${where}`);
}

function breakdownText(row) {
    return Object.entries(row.breakdown ?? {})
        .map(([dimension, member]) => `${dimension}=${member}`).join(' ');
}

/** Rows with the names of their schools, which they do not have. */
async function named(rows) {
    const found = await schools(rows.map(({school}) => school)
        .filter(Boolean));
    return rows.map((row) => ({...row, name: found.has(row.school)
        ? nameOf(found.get(row.school)) : row.school}));
}

const COLUMNS = [
    {id: 'school', key: 'lineage.school', cell: (row) => row.name},
    {id: 'part', key: 'lineage.part', cell: (row) => t(`part.${row.part}`)},
    {id: 'enterprise', key: 'lineage.enterprise'},
    {id: 'credit_code', key: 'lineage.credit_code'},
    {id: 'period', key: 'lineage.period',
        cell: (row) => periodText(row.period)},
    {id: 'breakdown', key: 'lineage.breakdown', cell: breakdownText},
    {id: 'value', key: 'lineage.value', number: true},
    {id: 'status', key: 'lineage.status'},
    {id: 'source', key: 'lineage.source', cell: source},
    {id: 'note', key: 'lineage.note'},
];

/** Only the columns that some row has something for. */
function columnsFor(rows) {
    const filled = (id) => rows.some((row) => {
        const value = row[id];
        return value !== null && value !== undefined
            && (typeof value !== 'object' || Object.keys(value).length > 0);
    });
    return COLUMNS
        .filter(({id}) => id === 'source' || filled(id))
        .map((column) => ({...column, text: t(column.key)}));
}

/** What the rows come to, summed again by the service. */
function sumText(answer) {
    const {sum} = answer;
    if (sum === null || sum === undefined) {
        return null;
    }
    if (typeof sum === 'object') {
        return t('lineage.parts_sum', {numerator: digits(sum.numerator),
            denominator: digits(sum.denominator)});
    }
    return t('lineage.sum', {sum: digits(sum, String(sum).includes('.')
        ? String(sum).split('.')[1].length : 0)});
}

async function show(body, id, rows, answer) {
    rows.push(...await named(answer.rows));
    const more = answer.next === null || answer.next === undefined ? null
        : el('button', {class: 'button', type: 'button',
            onclick: () => load(body, id, rows, answer.next)},
        t('lineage.more'));
    fill(body,
        el('p', {class: 'soft'}, [sumText(answer),
            t('lineage.rows', {count: rows.length}),
            t('lineage.revision', {revision: answer.figure.revision})]
            .filter(Boolean).join(' · ')),
        table({caption: t('lineage.title'), hideCaption: true,
            columns: columnsFor(rows), rows}),
        more);
}

async function load(body, id, rows, cursor) {
    try {
        await show(body, id, rows, await get(
            `/v1/figures/${encodeURIComponent(id)}/lineage`,
            {limit: PAGE, cursor}));
    } catch (error) {
        fill(body, failure(error, {
            retry: () => load(body, id, rows, cursor),
            askToken: () => askToken(() => load(body, id, rows, cursor)),
        }));
    }
}

/**
 * @param {string} id figure_id of a row of `/v1/data?lineage=true`
 * @param {string} label what the figure is
 */
export function openLineage(id, label) {
    const body = el('div', {class: 'lineage'}, loading(6));
    openDialog(t('lineage.heading', {label}), body);
    load(body, id, []);
}
