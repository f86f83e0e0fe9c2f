/* An indicator over the years: chart and table. */
import {askOption} from '../lib/dataset.js';
import {digits, unitText} from '../lib/number.js';
import {periodText} from '../lib/period.js';
import {measuresOf, rowsOf} from '../lib/rows.js';
import {t} from '../lib/text.js';
import {chart} from './chart.js';
import {change, figure} from './figure.js';
import {empty} from './state.js';

/** `39/40`, when the service knows how many there should be. */
function reportedText(row) {
    return row.expected === null ? digits(row.reported)
        : `${row.reported}/${row.expected}`;
}

/** The columns that every table of figures has. */
export function figureColumns(measure, direction, nameOf) {
    const {decimals, name} = measure;
    return [
        {id: 'value', number: true,
            text: t('column.value'),
            cell: (row) => figure({value: row.value, decimals,
                status: row.status, figureId: row.figure_id,
                label: `${name}，${nameOf(row)}`})},
        {id: 'base', number: true, text: t('column.base'),
            cell: (row) => digits(row.base, decimals)},
        {id: 'change', number: true, text: t('column.change'),
            cell: (row) => change(row, {decimals, direction})},
        {id: 'reported', number: true, text: t('column.reported'),
            cell: reportedText},
    ];
}

/** Of a matched panel: the bridge to the comparison of all. */
function bridge(decimals) {
    return ['panel', 'all_value', 'entered', 'left'].map((id) => ({id,
        number: true, text: t(`column.${id}`),
        cell: (row) => digits(row[id], id === 'panel' ? 0 : decimals)}));
}

function describe(rows, measure) {
    const known = rows.filter(({value}) => value !== null);
    if (known.length === 0) {
        return t('state.no_data');
    }
    const [first, last] = [known[0], known.at(-1)];
    const value = (row) => digits(row.value, measure.decimals)
        + unitText(measure.unit);
    return t('chart.years_text', {name: measure.name,
        from: periodText(first.period), to: periodText(last.period),
        first: value(first), last: value(last)});
}

function measuresFor(matched) {
    return matched ? [{id: 'base', text: t('series.base_matched')},
        {id: 'value', text: t('series.value_matched')}]
        : [{id: 'value', text: t('series.value')}];
}

/**
 * @param {Object} answer of `/v1/data`, one indicator
 * @param {{matched: boolean, direction: string, title: string, note: string,
 *     params: Object, signal: AbortSignal}} how `params`: the question
 */
export function yearsChart(answer, how) {
    const rows = rowsOf(answer);
    if (rows.length === 0) {
        return empty(t('state.no_data'));
    }
    const measure = [...measuresOf(answer).values()][0];
    const {decimals} = measure;
    const type = measure.kind === 'ratio' && !how.matched ? 'line' : 'bar';
    return chart({
        title: how.title,
        note: how.note,
        description: describe(rows, measure),
        unit: unitText(measure.unit),
        option: askOption(how.params,
            {measures: measuresFor(how.matched), type}, how.signal),
        format: (value) => digits(value, decimals),
        table: {rows, columns: [
            {id: 'period', text: t('column.period'),
                cell: (row) => periodText(row.period)},
            ...figureColumns(measure, how.direction,
                (row) => periodText(row.period)),
            ...how.matched ? bridge(decimals) : []]},
        csv: {path: '/v1/data', params: {...how.params, labels: null,
            lineage: null, format: 'csv', bom: 1}},
        signal: how.signal,
    });
}
