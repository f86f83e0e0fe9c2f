/* A table of figures: numbers to the right, one below the other. */
import {el} from '../lib/dom.js';

/* Rows that become blocks would no longer be told as rows of a table. */
const ROLES = {table: 'table', group: 'rowgroup', row: 'row', cell: 'cell',
    head: 'rowheader', column: 'columnheader'};

/**
 * @param {{caption: string, hideCaption: boolean, narrow: string,
 *     columns: Array<{id: string, text: string, number: boolean,
 *         cell: function(Object): (Node|string|number|null)}>,
 *     rows: Object[]}} table the first column heads its row; `cell` makes
 *     what stands in it, else the row's member of that id is shown;
 *     `narrow: 'blocks'`: on a phone each row is a block of named lines
 */
export function table({caption, hideCaption, narrow, columns, rows}) {
    const blocks = narrow === 'blocks';
    const role = blocks ? ROLES : {};
    const cellOf = (column, row) =>
        column.cell ? column.cell(row) : row[column.id] ?? '—';
    const kind = (column) => (column.number ? 'number' : null);
    const cell = (column, at, row) => el(at === 0 ? 'th' : 'td', {
        scope: at === 0 ? 'row' : null, class: kind(column),
        role: at === 0 ? role.head : role.cell,
        'data-label': blocks ? column.text : null},
    cellOf(column, row));
    return el('div', {class: blocks ? 'scroller blocks' : 'scroller',
        tabindex: 0, role: 'region', 'aria-label': caption},
    el('table', {class: 'table', role: role.table},
        el('caption', {class: hideCaption ? 'visually-hidden' : null},
            caption),
        el('thead', {role: role.group}, el('tr', {role: role.row},
            columns.map((column) => el('th', {scope: 'col',
                role: role.column, class: kind(column)}, column.text)))),
        el('tbody', {role: role.group}, rows.map((row) =>
            el('tr', {role: role.row}, columns.map((column, at) =>
                cell(column, at, row)))))));
}
