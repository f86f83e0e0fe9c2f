/* A list of records, headed by what stands above it. */
import {table} from './table.js';

/**
 * @param {string} caption for those who do not see what stands above
 * @param {Object[]} columns of table()
 * @param {Object[]} rows
 */
export function records(caption, columns, rows) {
    return table({caption, hideCaption: true, narrow: 'blocks', columns,
        rows});
}
