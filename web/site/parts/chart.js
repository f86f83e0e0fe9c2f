/*
 * A chart: a picture, its table beside it, and both to take away. The table
 * is there for everybody, at once; the picture comes when ECharts has come.
 */
import {dress, loadCharts, palette} from '../lib/charts.js';
import {csvOf} from '../lib/csv.js';
import {el, freshId} from '../lib/dom.js';
import {pictureOf, rasterize, saveAnswer, saveBlob} from '../lib/save.js';
import {t} from '../lib/text.js';
import '../words/charts.js';
import {table} from './table.js';

const HEIGHT = 340;
const ROW = 30;
const COLUMNS = 6; // a wider table stands below its picture
const CSV_TYPE = 'text/csv;charset=utf-8';
const SVG_TYPE = 'image/svg+xml;charset=utf-8';

function fileName(title, ending) {
    return `${title.replace(/[\\/:*?"<>|\s]+/g, '_')}.${ending}`;
}

function picture(instance, frame) {
    return pictureOf(instance.renderToSVGString(), {...frame,
        width: instance.getWidth(), height: instance.getHeight(),
        colours: palette()});
}

/** The buttons below a chart. `drawn` gives the chart when there is one. */
function downloads({title, unit, note, csv, table: {columns, rows}}, drawn) {
    const button = (key, ofKey, onclick) => el('button',
        {class: 'button small', type: 'button', onclick,
            'aria-label': t(ofKey, {title})}, t(key));
    const save = async (ending) => {
        const made = picture(await drawn, {note,
            title: unit ? `${title} (${unit})` : title});
        saveBlob(ending === 'png' ? await rasterize(made)
            : new Blob([made.text], {type: SVG_TYPE}),
        fileName(title, ending));
    };
    return el('p', {class: 'chart-tools actions'},
        button('chart.png', 'chart.png_of', () => save('png')),
        button('chart.svg', 'chart.svg_of', () => save('svg')),
        button('chart.csv', 'chart.csv_of', () => (csv
            ? saveAnswer(csv.path, csv.params, fileName(title, 'csv'))
            : saveBlob(new Blob([csvOf(columns, rows)],
                {type: CSV_TYPE}), fileName(title, 'csv')))));
}

function follow(instance, box, redraw, signal) {
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(box);
    window.addEventListener('themechange', redraw, {signal});
    signal.addEventListener('abort', () => {
        observer.disconnect();
        instance.dispose();
    });
}

/** When the box is in the page: only then it has a width. */
function placed(box) {
    return new Promise((resolve) => {
        const observer = new ResizeObserver(() => {
            if (box.clientWidth > 0) {
                observer.disconnect();
                resolve();
            }
        });
        observer.observe(box);
    });
}

async function draw(box, {option, format, onpick, signal}) {
    const [{init}, what] = await Promise.all([loadCharts(), option,
        placed(box)]);
    if (signal.aborted) {
        return null;
    }
    const instance = init(box, null, {renderer: 'svg'});
    const redraw = () => instance.setOption(dress(what, format), true);
    redraw();
    if (onpick) {
        instance.on('click', (event) => onpick(event));
    }
    follow(instance, box, redraw, signal);
    box.dataset.drawn = 'true';
    return instance;
}

/** As high as the picture, and not less than a few rows. */
function sideTable({title, table: content}, height) {
    const made = table({caption: title, hideCaption: true, ...content});
    made.style.maxHeight = `${Math.max(height, HEIGHT) + ROW}px`;
    return el('div', {class: 'chart-table'}, made);
}

/**
 * @param {Object} chart
 * @param {string} chart.title
 * @param {string} chart.description what it shows, in words, for those who do
 *     not see it
 * @param {string} [chart.unit] of its values
 * @param {Object|Promise<Object>} chart.option dataset, xAxis, yAxis and
 *     series in ECharts' words (lib/dataset.js); colours are added
 * @param {Object} chart.table of table(): the same figures
 * @param {string} chart.note source and date, below a picture that is saved
 * @param {{path: string, params: Object}} [chart.csv] the question whose
 *     answer is the CSV; else it is the table
 * @param {function(number): string} [chart.format] of a value
 * @param {function(Object)} [chart.onpick] somebody clicked a bar or point
 * @param {number} [chart.bars] bars that lie: the picture grows with them
 * @param {AbortSignal} chart.signal the page's
 * @returns {HTMLElement}
 */
export function chart(made) {
    const {title, description, unit, bars, signal} = made;
    const id = freshId('chart');
    const box = el('div', {class: 'chart-box', role: 'img',
        'aria-label': description});
    const height = bars ? Math.max(160, bars * ROW + 60) : HEIGHT;
    box.style.height = `${height}px`;
    const failed = el('p', {class: 'soft', hidden: true},
        t('chart.failed'));
    const drawn = draw(box, made);
    drawn.catch((error) => {
        if (!signal.aborted) {
            console.error(error);
            box.hidden = true;
            failed.hidden = false;
        }
    });
    return el('figure', {class: 'card chart', 'aria-labelledby': id},
        el('figcaption', {class: 'chart-title'}, el('span', {id}, title),
            unit ? el('span', {class: 'chart-unit'}, t('chart.unit', {unit}))
                : null),
        el('div', {class: made.table.columns.length > COLUMNS
            ? 'chart-body chart-wide' : 'chart-body'},
            el('div', {class: 'chart-side'}, box, failed),
            sideTable(made, height)),
        downloads(made, drawn));
}
