/* One year of an indicator by area, school or members of a dimension. */
import {askOption} from '../lib/dataset.js';
import {el} from '../lib/dom.js';
import {digits, unitText} from '../lib/number.js';
import {measuresOf, rowsOf} from '../lib/rows.js';
import {has, t} from '../lib/text.js';
import {chart} from './chart.js';
import {empty} from './state.js';
import {figureColumns} from './years_chart.js';

const SHOWN = 20;

/** What rows are split by, in words; a dimension that is new is its code. */
export function byText(by) {
    return has(`by.${by}`) ? t(`by.${by}`) : by;
}

/** The column that tells the rows apart, with its name. */
function keyOf(by) {
    return by === 'area' ? {id: 'area', name: 'area_name'}
        : {id: by, name: `${by}_name`};
}

function columnText(by) {
    return has(`column.${by}`) ? t(`column.${by}`) : byText(by);
}

/** Many by size, as in the picture; few as the catalogue has them. */
function ordered(rows) {
    return rows.length <= SHOWN ? rows
        : [...rows].sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
}

function describe(rows, measure, nameOf) {
    const known = rows.filter(({value}) => value !== null);
    const value = (row) => `${nameOf(row)} `
        + digits(row.value, measure.decimals) + unitText(measure.unit);
    return t('chart.split_text', {name: measure.name, count: rows.length,
        list: known.slice(0, 3).map(value).join('；')});
}

/**
 * @param {Object} answer of `/v1/data` with `by`
 * @param {{by: string, direction: string, title: string, note: string,
 *     params: Object, signal: AbortSignal,
 *     place: function(Object): (string|null)}} how `place`: where a row's
 *     name leads, or null
 */
export function splitChart(answer, how) {
    const rows = ordered(rowsOf(answer));
    if (rows.length === 0) {
        return empty(t('state.no_data'));
    }
    const measure = [...measuresOf(answer).values()][0];
    const key = keyOf(how.by);
    const nameOf = (row) => row[key.name] ?? row[key.id] ?? '—';
    const shape = {type: 'bar', lying: true,
        greatest: rows.length > SHOWN ? SHOWN : null,
        measures: [{id: 'value', text: t('series.value')},
            {id: 'base', text: t('series.base')}]};
    const nameCell = (row) => {
        const place = how.place(row);
        return place ? el('a', {href: place}, nameOf(row)) : nameOf(row);
    };
    return chart({
        title: rows.length > SHOWN
            ? t('chart.first', {title: how.title, count: SHOWN}) : how.title,
        note: how.note,
        description: describe(rows, measure, nameOf),
        unit: unitText(measure.unit),
        option: askOption(how.params, shape, how.signal),
        bars: Math.min(rows.length, SHOWN),
        format: (value) => digits(value, measure.decimals),
        table: {rows, columns: [
            {id: key.id, text: columnText(how.by), cell: nameCell},
            ...figureColumns(measure, how.direction, nameOf)]},
        csv: {path: '/v1/data', params: {...how.params, labels: null,
            lineage: null, format: 'csv', bom: 1}},
        signal: how.signal,
    });
}
