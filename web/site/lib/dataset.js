/* Rows of `/v1/data` as a dataset of ECharts, and a few options around it. */

/**
 * @param {Object[]} rows
 * @param {function(Object): string} nameOf what stands at the axis
 * @param {Array<{id: string, text: string}>} measures columns to draw; the
 *     one called `base` is what the others are compared with
 * @returns {{dimensions: string[], source: Array[]}}
 */
export function datasetOf(rows, nameOf, measures) {
    return {
        dimensions: ['', ...measures.map(({id, text}) =>
            ({name: text, base: id === 'base'}))],
        source: rows.map((row) =>
            [nameOf(row), ...measures.map(({id}) => row[id])]),
    };
}

function seriesOf(dataset, type, turned) {
    return dataset.dimensions.slice(1).map(({name, base}, at) => ({
        type,
        name,
        base,
        encode: turned ? {y: 0, x: at + 1} : {x: 0, y: at + 1},
    }));
}

/**
 * Standing bars, which begin at zero, or a line, which need not.
 * @param {Object} dataset
 * @param {string} type `bar` or `line`
 */
export function upright(dataset, type) {
    return {dataset,
        xAxis: {type: 'category'},
        yAxis: {type: 'value', scale: type === 'line'},
        series: seriesOf(dataset, type, false)};
}

/** Lying bars, for names that are long; the first row on top. */
export function lying(dataset) {
    return {dataset,
        xAxis: {type: 'value'},
        yAxis: {type: 'category', inverse: true, axisLine: {show: false},
            axisLabel: {width: 130, overflow: 'truncate'}},
        series: seriesOf(dataset, 'bar', true)};
}
