/* A table of figures: numbers to the right, one below the other. */
import {el} from '../lib/dom.js';

/**
 * @param {{caption: string, hideCaption: boolean,
 *     columns: Array<{id: string, text: string, number: boolean,
 *         cell: function(Object): (Node|string|number|null)}>,
 *     rows: Object[]}} table the first column heads its row; `cell` makes
 *     what stands in it, else the row's member of that id is shown
 */
export function table({caption, hideCaption, columns, rows}) {
    const cellOf = (column, row) =>
        column.cell ? column.cell(row) : row[column.id] ?? '—';
    const kind = (column) => (column.number ? 'number' : null);
    return el('div', {class: 'scroller', tabindex: 0, role: 'region',
        'aria-label': caption},
    el('table', {class: 'table'},
        el('caption', {class: hideCaption ? 'visually-hidden' : null},
            caption),
        el('thead', null, el('tr', null, columns.map((column) =>
            el('th', {scope: 'col', class: kind(column)}, column.text)))),
        el('tbody', null, rows.map((row) => el('tr', null,
            columns.map((column, at) => (at === 0
                ? el('th', {scope: 'row', class: kind(column)},
                    cellOf(column, row))
                : el('td', {class: kind(column)}, cellOf(column, row)))))))));
}
