/*
 * Options of ECharts around a dataset, which the service gives as it is to be
 * drawn (`format=echarts`).
 */
import {get} from './api.js';

/**
 * @typedef {Object} Shape what of a dataset is drawn, and how
 * @property {Array<{id: string, text: string, type: string}>} measures
 *     columns; the one called `base` is what the others are compared with;
 *     `type` if it has another than the rest
 * @property {string} type `bar` or `line`: bars begin at zero, a line need not
 * @property {boolean} [lying] bars that lie, for names that are long; the
 *     first row is on top
 * @property {number} [greatest] only so many, the greatest first
 */

function seriesOf(category, {measures, type, lying, greatest}) {
    return measures.map(({id, text, type: own}) => ({
        type: own ?? type,
        name: text,
        base: id === 'base',
        datasetIndex: greatest ? 1 : 0,
        encode: lying ? {y: category, x: id} : {x: category, y: id},
    }));
}

/** ECharts sorts; what is missing comes last. */
function sorted(dataset, {measures}) {
    return [dataset, {transform: {type: 'sort', config: {
        dimension: measures[0].id, order: 'desc', incomparable: 'min'}}}];
}

function axesOf({type, lying, greatest}) {
    if (!lying) {
        return {xAxis: {type: 'category'},
            yAxis: {type: 'value', scale: type === 'line'}};
    }
    return {xAxis: {type: 'value'},
        yAxis: {type: 'category', inverse: true, axisLine: {show: false},
            max: greatest ? greatest - 1 : null,
            axisLabel: {width: 130, overflow: 'truncate'}}};
}

/**
 * @param {{dimensions: Array<{name: string}>, source: Array[]}} dataset its
 *     first dimension is that of the categories
 * @param {Shape} shape
 */
export function optionOf(dataset, shape) {
    return {
        dataset: shape.greatest ? sorted(dataset, shape) : dataset,
        ...axesOf(shape),
        series: seriesOf(dataset.dimensions[0].name, shape),
    };
}

/**
 * The option for a question of `/v1/data`, whose dataset is used as it comes.
 * @param {Object} params
 * @param {Shape} shape
 * @param {AbortSignal} signal
 */
export async function askOption(params, shape, signal) {
    const {dataset} = await get('/v1/data', {...params, labels: null,
        lineage: null, format: 'echarts'}, signal);
    return optionOf(dataset, shape);
}

/** A dataset of rows that the service has no chart of. */
export function datasetOf(rows, category, measures) {
    return {
        dimensions: [category, ...measures.map(({id}) => id)]
            .map((name) => ({name})),
        source: rows.map((row) =>
            [row[category], ...measures.map(({id}) => row[id])]),
    };
}
