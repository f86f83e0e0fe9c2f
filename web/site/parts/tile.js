/* One blank of the summary: its figures, their changes, five years. */
import {el} from '../lib/dom.js';
import {digits} from '../lib/number.js';
import {periodShort, periodText} from '../lib/period.js';
import {has, t} from '../lib/text.js';
import {change, figure} from './figure.js';
import {spark} from './spark.js';

/** `2024年1—8月`, `截至2024年9月1日`, `2023—2024学年`. */
function whenText({period, takenAt, months}) {
    if (takenAt) {
        return t('period.as_of', {day: periodText(takenAt)});
    }
    if (months) {
        const last = Number(months.slice(-2));
        return t('period.through', {year: period.slice(0, 4), last});
    }
    return periodText(period);
}

/** How many schools have reported, when not all have. */
function coverage(row) {
    if (!row || row.expected === null || row.reported >= row.expected) {
        return null;
    }
    return t('tile.coverage',
        {reported: row.reported, expected: row.expected});
}

/** A short name for the second lines, where there is one. */
function shortName(indicator, measure) {
    const key = `short.${indicator}`;
    return has(key) ? t(key) : measure.name;
}

function valueOf({measure, now}, label) {
    return figure({value: now?.value ?? null, decimals: measure.decimals,
        unit: measure.unit, status: now?.status, figureId: now?.figure_id,
        label});
}

function changeOfFigure({measure, now}, direction) {
    return now === null
        ? el('span', {class: 'change'}, t('state.no_figure'))
        : change(now, {decimals: measure.decimals, direction});
}

function sparkOf({measure, series}) {
    const label = series.map(({period, row}) => `${periodShort(period)} `
        + digits(row?.value, measure.decimals)).join('，');
    return spark(series.map(({row}) => row?.value ?? null), label);
}

function more(indicator, made, row, place) {
    const name = shortName(indicator, made.measure);
    return el('li', {class: 'tile-more'},
        el('a', {href: place(indicator)}, name),
        el('span', {class: 'tile-more-value'}, valueOf(made, name)),
        changeOfFigure(made, row?.direction));
}

/**
 * @param {{id: string, figures: Array<{indicator: string}>}} blank
 * @param {Map} data of overviewData()
 * @param {Map} known indicators of the catalogue
 * @param {function(string): string} place the address of an indicator
 */
export function tile(blank, data, known, place) {
    const [first, ...others] = blank.figures
        .filter(({indicator}) => data.has(indicator));
    const title = el('h3', {class: 'tile-title'},
        el('span', {class: 'tile-id', 'aria-hidden': 'true'}, blank.id),
        t(`blank.${blank.id}`));
    if (first === undefined) {
        return el('article', {class: 'card tile'}, title,
            el('p', {class: 'soft'}, t('state.no_figure')));
    }
    const made = data.get(first.indicator);
    const direction = known.get(first.indicator)?.direction;
    return el('article', {class: 'card tile', 'data-blank': blank.id},
        title,
        el('p', {class: 'tile-name'}, el('a', {href: place(first.indicator)},
            made.measure.name)),
        el('div', {class: 'tile-main'},
            el('p', {class: 'tile-value'},
                valueOf(made, made.measure.name)),
            sparkOf(made)),
        el('p', {class: 'tile-change'}, changeOfFigure(made, direction)),
        el('p', {class: 'tile-when small soft'},
            [whenText(made), coverage(made.now)].filter(Boolean)
                .join(' · ')),
        others.length === 0 ? null : el('ul', {class: 'tile-others'},
            others.map(({indicator}) => more(indicator, data.get(indicator),
                known.get(indicator), place))));
}
