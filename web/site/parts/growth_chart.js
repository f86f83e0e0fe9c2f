/*
 * What each area did to the change of the whole: contributions to the growth
 * of a count, effects of rates and weights on a ratio.
 */
import {datasetOf, optionOf} from '../lib/dataset.js';
import {digits, reasonText, signed} from '../lib/number.js';
import {rowsOf} from '../lib/rows.js';
import {t} from '../lib/text.js';
import {chart} from './chart.js';
import {empty} from './state.js';

const PLACES = 2;

function ofCounts(decimals) {
    return {shown: 'contribution', unit: t('unit.pp'), columns: [
        {id: 'value', cell: (row) => digits(row.value, decimals)},
        {id: 'base', cell: (row) => digits(row.base, decimals)},
        {id: 'change_abs', cell: (row) => signed(row.change_abs, decimals)},
        {id: 'contribution', cell: (row) => signed(row.contribution, PLACES)},
    ]};
}

function ofRates() {
    return {shown: 'effect', unit: t('unit.pp'), columns: [
        {id: 'value', cell: (row) => digits(row.value, PLACES)},
        {id: 'base', cell: (row) => digits(row.base, PLACES)},
        {id: 'within', cell: (row) => signed(row.within, PLACES)},
        {id: 'mix', cell: (row) => signed(row.mix, PLACES)},
        {id: 'effect', cell: (row) => signed(row.effect, PLACES)},
    ]};
}

/**
 * @param {Object} answer of `/v1/contributions` or `/v1/decompositions`
 * @param {{title: string, note: string, decimals: number,
 *     signal: AbortSignal}} how
 */
export function growthChart(answer, how) {
    const rows = rowsOf(answer);
    const {whole} = answer.meta;
    if (rows.length === 0 || (whole.change_pct ?? whole.change_pp) === null) {
        return empty(rows.length === 0 ? t('state.no_data')
            : reasonText(whole.reason));
    }
    const kind = 'effect' in rows[0] ? ofRates() : ofCounts(how.decimals);
    const measures = [{id: kind.shown, text: t(`growth.${kind.shown}`)}];
    return chart({
        title: how.title,
        note: how.note,
        description: t('chart.growth_text', {change: signed(whole.change_pct
            ?? whole.change_pp, PLACES), unit: kind.unit,
        list: rows.slice(0, 3).map((row) =>
            `${row.name} ${signed(row[kind.shown], PLACES)}`).join('；')}),
        unit: kind.unit,
        option: optionOf(datasetOf(rows, 'name', measures),
            {measures, type: 'bar', lying: true}),
        bars: rows.length,
        format: (value) => signed(value, PLACES),
        table: {rows, columns: [
            {id: 'name', text: t('column.area')},
            ...kind.columns.map((column) => ({...column, number: true,
                text: t(`growth.${column.id}`)}))]},
        signal: how.signal,
    });
}
