/*
 * Apache ECharts, fetched when the first chart is drawn, and dressed in the
 * colours of the page.
 */

let library = null;

/** @returns {Promise<{init: function}>} */
export function loadCharts() {
    library ??= import('../vendor/charts.js');
    library.catch(() => {
        library = null;
    });
    return library;
}

/** Colours and type of the page as they are now. */
export function palette() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(`--${name}`).trim();
    return {
        ink: of('ink'),
        soft: of('ink-soft'),
        line: of('line'),
        card: of('card'),
        series: [1, 2, 3, 4, 5].map((at) => of(`series-${at}`)),
        back: of('series-back'),
        // ECharts puts it between double quotes when it writes SVG.
        font: getComputedStyle(document.body).fontFamily
            .replaceAll('"', "'"),
    };
}

function still() {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function axisStyle(colours) {
    return {
        axisLine: {lineStyle: {color: colours.line}},
        axisTick: {show: false},
        axisLabel: {color: colours.soft, hideOverlap: true},
        splitLine: {lineStyle: {color: colours.line}},
    };
}

function dressAxis(axis, colours) {
    const style = axisStyle(colours);
    return [axis].flat().map((one) => ({...style, ...one,
        axisLabel: {...style.axisLabel, ...one.axisLabel}}));
}

/** What is compared with stands back; the others take the colours in turn. */
function colourOf(series, at, colours) {
    const front = series.slice(0, at).filter(({base}) => !base).length;
    return series[at].base ? colours.back
        : colours.series[front % colours.series.length];
}

function dressSeries(series, colours) {
    return series.map((one, at) => ({
        color: colourOf(series, at, colours),
        barMaxWidth: 34,
        symbol: 'circle',
        symbolSize: 7,
        connectNulls: false,
        ...one,
        lineStyle: {width: 2.5, ...one.lineStyle},
        itemStyle: {borderRadius: one.type === 'bar' ? 2 : 0,
            ...one.itemStyle},
    }));
}

/**
 * Adds colours, type and margins to an option; what it says itself stays.
 * @param {{dataset: Object, xAxis: Object, yAxis: Object, series: Object[]}}
 *     option as the service's `format=echarts` gives it
 * @param {function(number): string} format of a value, for the tooltip
 */
export function dress(option, format) {
    const colours = palette();
    const many = option.series.length > 1;
    return {
        animation: !still(),
        animationDuration: 400,
        aria: {enabled: false}, // the part says it better
        textStyle: {fontFamily: colours.font, fontSize: 13},
        grid: {left: 8, right: 16, top: many ? 44 : 12, bottom: 4,
            containLabel: true},
        legend: {show: many, type: 'scroll', top: 0, left: 0, icon: 'roundRect',
            itemWidth: 14, itemHeight: 10, textStyle: {color: colours.soft}},
        tooltip: {
            trigger: 'axis',
            // Not HTML: the page allows no inline styles.
            renderMode: 'richText',
            backgroundColor: colours.card,
            borderColor: colours.line,
            textStyle: {color: colours.ink, fontSize: 13},
            axisPointer: {lineStyle: {color: colours.soft}},
            valueFormatter: format,
            confine: true,
        },
        ...option,
        xAxis: dressAxis(option.xAxis, colours),
        yAxis: dressAxis(option.yAxis, colours),
        series: dressSeries(option.series, colours),
    };
}
