/* What of the rows of a lineage is shown: only what some row has. */
import {el} from '../lib/dom.js';
import {periodText} from '../lib/period.js';
import {href} from '../lib/router.js';
import {nameOf, t} from '../lib/text.js';

const SHORT = 12;

/** A place in a file: `schools.csv, line 12`; leads to its import. */
function source(row) {
    const where = row.sheet ? `${row.sheet}!${row.row}`
        : t('lineage.line', {line: row.line});
    return [
        el('a', {href: href('imports', {id: row.import}),
            title: `SHA-256 ${row.sha256}`,
            // The page changes behind the window.
            onclick: (event) => event.target.closest('dialog').close()},
        row.file ?? row.sha256.slice(0, SHORT)),
        ' · ', el('span', {class: 'nowrap'}, where),
        row.derived ? el('span', {class: 'under small soft'},
            t('lineage.derived')) : null,
        row.restored_by ? el('span', {class: 'under small soft'},
            t('lineage.restored')) : null];
}

function breakdownText(row) {
    return Object.entries(row.breakdown ?? {})
        .map(([dimension, member]) => `${dimension}=${member}`).join(' ');
}

function value(row) {
    return row.value === row.counted || row.counted === null ? row.value
        : t('lineage.counted', {value: row.value, counted: row.counted});
}

function day(id) {
    return (row) => el('span', {class: 'nowrap'}, row[id] ?? '—');
}

const COLUMNS = [
    {id: 'school', key: 'lineage.school'},
    {id: 'part', key: 'lineage.part', cell: (row) => t(`part.${row.part}`)},
    {id: 'enterprise', key: 'lineage.enterprise'},
    {id: 'credit_code', key: 'lineage.credit_code'},
    {id: 'start', key: 'lineage.start', cell: day('start')},
    {id: 'end', key: 'lineage.end', cell: day('end')},
    {id: 'period', key: 'lineage.period',
        cell: (row) => periodText(row.period)},
    {id: 'breakdown', key: 'lineage.breakdown', cell: breakdownText},
    {id: 'value', key: 'lineage.value', number: true, cell: value},
    {id: 'status', key: 'lineage.status'},
    {id: 'source', key: 'lineage.source', cell: source},
    {id: 'note', key: 'lineage.note'},
];

function filled(rows, id) {
    return rows.some(({[id]: one}) => one !== null && one !== undefined
        && (typeof one !== 'object' || Object.keys(one).length > 0));
}

/** Status `A` is the normal one: if there is nothing else, no column. */
function told(rows, id) {
    return id === 'status' ? rows.some((row) => row.status
        && row.status !== 'A') : id === 'source' || filled(rows, id);
}

/**
 * @param {Object[]} rows of a lineage
 * @param {Map} schools rows of `/v1/schools` by code
 * @returns {Object[]} columns of table()
 */
export function lineageColumns(rows, schools) {
    const school = (row) => (schools.has(row.school)
        ? nameOf(schools.get(row.school)) : row.school);
    return COLUMNS.filter(({id}) => told(rows, id)).map((column) => ({
        ...column, text: t(column.key),
        cell: column.id === 'school' ? school : column.cell}));
}
