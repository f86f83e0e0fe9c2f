/*
 * Who has reported what is expected, and who in time. Choices: period, area,
 * and the indicator whose areas and missing schools are shown.
 */
import '../words/completeness.js';
import {home, indicators} from '../lib/catalogue.js';
import {byArea, byIndicator, periodsByType}
    from '../lib/completeness_data.js';
import {el} from '../lib/dom.js';
import {names} from '../lib/names.js';
import {digits} from '../lib/number.js';
import {periodText} from '../lib/period.js';
import {reportedIndicators} from '../lib/reported.js';
import {nameOf, t} from '../lib/text.js';
import {areaField} from '../parts/area_field.js';
import {fields, select} from '../parts/fields.js';
import {missingList} from '../parts/missing_list.js';
import {share} from '../parts/share.js';
import {empty} from '../parts/state.js';
import {records} from '../parts/records.js';

export const title = 'page.completeness';

function counts() {
    const count = (id) => ({text: t(`completeness.${id}`), number: true,
        cell: (row) => digits(row[id])});
    const part = (id) => ({text: t(`completeness.${id}`), number: true,
        cell: (row) => share(row[id])});
    return [count('expected'), count('reported'), count('missing'),
        count('silent'), part('rate'), count('on_time'),
        part('on_time_rate'), part('weighted')];
}

function choices(known, picked, context) {
    return fields(t('fields.label'),
        select({id: 'period', label: t('completeness.period'),
            value: picked.period,
            options: known.map((row) => ({value: row.period,
                text: periodText(row.period),
                group: t(`completeness.${row.type}`)})),
            // Another type of period has other indicators.
            onchange: (value) => context.change({period: value})}),
        areaField(picked.area, (value) => context.change({area: value})));
}

function indicatorTable(rows, known, picked, context) {
    const link = (row) => el('a', {
        href: context.href({indicator: row.indicator}),
        'aria-current': row.indicator === picked.indicator ? 'true' : null},
    nameOf(known.get(row.indicator)));
    const due = (row) => el('span', {class: 'nowrap'}, row.due);
    const heading = t('completeness.by_indicator',
        {period: periodText(picked.period)});
    return el('section', {class: 'card stack',
        'data-role': 'by-indicator'},
    el('h2', null, heading),
    records(heading, [{text: t('completeness.indicator'), cell: link},
        {text: t('completeness.due'), cell: due}, ...counts()], rows));
}

async function areaTable(picked, context) {
    const rows = await byArea(picked, context.signal);
    if (rows.length === 0) {
        return null;
    }
    const known = await names({areas: rows.map((row) => row.area)},
        context.signal);
    const link = (row) => el('a', {href: context.href({area: row.area})},
        known.areas.get(row.area));
    return [
        el('h3', null, t('completeness.by_area')),
        el('div', {'data-role': 'by-area'}, records(
            t('completeness.by_area'),
            [{text: t('completeness.area'), cell: link}, ...counts()],
            rows))];
}

async function detail(picked, known, context) {
    const [areas, missing] = await Promise.all([areaTable(picked, context),
        missingList(picked, context.signal)]);
    return el('section', {class: 'card stack', 'data-role': 'detail'},
        el('h2', null, nameOf(known.get(picked.indicator))),
        areas,
        el('h3', null, t('completeness.missing_title')), missing);
}

/** The one that is asked for; else the first that lacks a school. */
function shownIndicator(rows, asked) {
    const found = rows.find((row) => row.indicator === asked)
        ?? rows.find((row) => row.reported < row.expected) ?? rows[0];
    return found?.indicator;
}

/**
 * @param {HTMLElement} view
 * @param {Object<string, string>} params
 * @param {Object} context of the shell
 */
export async function render(view, params, context) {
    context.setLead(t('completeness.lead'));
    const [times, known] = await Promise.all([periodsByType(),
        indicators()]);
    const time = times.find((row) => row.period === params.period)
        ?? times[0];
    if (!time) {
        view.append(empty(t('state.no_data')));
        return;
    }
    const picked = {area: params.area ?? (await home())?.code,
        period: time.period};
    const rows = await byIndicator(await reportedIndicators(time.type),
        picked, context.signal);
    picked.indicator = shownIndicator(rows, params.indicator);
    const form = choices(times, picked, context);
    view.append(form, rows.length === 0 ? empty(t('state.no_data'))
        : el('div', {class: 'stack'},
            indicatorTable(rows, known, picked, context),
            await detail(picked, known, context)));
}
