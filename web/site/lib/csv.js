/* A table as a CSV file for people who open it with a spreadsheet. */

const BOM = '\uFEFF'; // or Excel takes it for the local charset
const FORMULA = /^[=+\-@\t\r]/;

function cell(value) {
    if (value === null || value === undefined) {
        return '';
    }
    if (typeof value === 'number') {
        return String(value);
    }
    const text = String(value);
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {Array<{id: string, text: string}>} columns
 * @param {Object[]} rows their members of those ids are written
 */
export function csvOf(columns, rows) {
    const lines = [columns.map(({text}) => cell(text)),
        ...rows.map((row) => columns.map(({id}) => cell(row[id])))];
    return BOM + lines.map((line) => `${line.join(',')}\r\n`).join('');
}
