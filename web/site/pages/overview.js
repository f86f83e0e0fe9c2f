/*
 * The blanks of the yearly summary, each a tile: value, change, five years.
 * Choices: year, through (`M08`: the year to date), area.
 */
import {GROUPS, allFigures} from '../lib/blanks.js';
import {area as areaOf, home, indicators, periods} from '../lib/catalogue.js';
import {el} from '../lib/dom.js';
import {overviewData} from '../lib/overview_data.js';
import {monthCode} from '../lib/period.js';
import {href} from '../lib/router.js';
import {nameOf, t} from '../lib/text.js';
import {areaField} from '../parts/area_field.js';
import {fields, select} from '../parts/fields.js';
import {empty} from '../parts/state.js';
import {tile} from '../parts/tile.js';

export const title = 'page.overview';

const MONTHS = 12;

/**
 * Years with figures, the last one first. Partnerships go on into years of
 * which nothing else is known, so the first blank decides.
 */
async function knownYears() {
    const first = await periods(allFigures()[0].indicator);
    const rows = first.length > 0 ? first : await periods();
    return [...new Set(rows.map((row) => Number(row.last_day.slice(0, 4))))]
        .sort((a, b) => b - a);
}

function choices(known, {year, through, area}, ctx) {
    const monthly = Array.from({length: MONTHS}, (_, at) => ({
        value: monthCode(at + 1), text: t('through.month', {last: at + 1})}));
    return fields(t('fields.label'),
        select({id: 'year', label: t('year.label'), value: String(year),
            options: known.map((one) => ({value: String(one),
                text: t('period.year', {year: one})})),
            onchange: (value) => ctx.change({year: value})}),
        select({id: 'through', label: t('through.label'),
            value: through ?? '',
            options: [{value: '', text: t('through.year')}, ...monthly],
            onchange: (value) => ctx.change({through: value || null})}),
        areaField(area, (value) => ctx.change({area: value})));
}

/** What the figures are of, for paper: the fields are not printed. */
function printed({year, through, area}) {
    const line = el('span', {class: 'print-only'},
        t('period.year', {year}), '，', through
            ? t('through.month', {last: Number(through.slice(1))})
            : t('through.year'));
    (area ? areaOf(area) : home()).then((row) => {
        if (row !== null) {
            line.prepend(nameOf(row), '，');
        }
    }, () => {});
    return line;
}

function group({id, blanks}, data, known, place) {
    const heading = `group-${id}`;
    return el('section', {class: 'tiles-group', 'aria-labelledby': heading},
        el('h2', {id: heading}, t(`group.${id}`)),
        el('div', {class: 'tiles'}, blanks.map((blank) =>
            tile(blank, data, known, place))));
}

export async function render(view, params, ctx) {
    const [years, known] = await Promise.all([knownYears(), indicators()]);
    if (years.length === 0) {
        view.append(empty(t('overview.empty')));
        return;
    }
    const choice = {year: Number(params.year) || years[0],
        through: params.through ?? null, area: params.area};
    const {figures} = await overviewData(choice, known, ctx.signal);
    ctx.setLead(printed(choice));
    const place = (id) => href('indicator', {id, area: choice.area,
        lang: params.lang});
    view.append(choices(years, choice, ctx),
        ...GROUPS.map((one) => group(one, figures, known, place)),
        el('p', {class: 'small soft'}, t('overview.note')));
}
