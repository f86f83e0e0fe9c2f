/*
 * One indicator: its years, and one of them by area, school, breakdown, or by
 * what each area did to the change. Choices: id, area, year, basis, ytd, by.
 */
import {get} from '../lib/api.js';
import {home, indicators, periods} from '../lib/catalogue.js';
import {el, fill} from '../lib/dom.js';
import {choicesOf, growthQuestion, hasMonths, isSets, periodOf,
    splitQuestion, yearsOf, yearsQuestion} from '../lib/indicator_query.js';
import {unitText} from '../lib/number.js';
import {monthCode, periodText} from '../lib/period.js';
import {warningsOf} from '../lib/rows.js';
import {nameOf, t} from '../lib/text.js';
import '../words/charts.js';
import {areaField} from '../parts/area_field.js';
import {choice, fields, select} from '../parts/fields.js';
import {growthChart} from '../parts/growth_chart.js';
import {byText, splitChart} from '../parts/split_chart.js';
import {empty, failure, loading} from '../parts/state.js';
import {askToken} from '../parts/token.js';
import {warnings} from '../parts/warnings.js';
import {yearsChart} from '../parts/years_chart.js';

export const title = 'page.indicator';

const FIRST = 'train_persontimes';
const MONTHS = 12;
const KINDS = ['flow', 'stock', 'ratio', 'rate', 'distinct'];

/* --- the choices --- */

function indicatorOptions(known) {
    const rows = [...known.values()].filter((row) => row.has_data)
        .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
    return rows.map((row) => ({value: row.code, text: nameOf(row),
        group: t(`kind.${row.kind}`)}));
}

function ytdField(choices, ctx) {
    const months = Array.from({length: MONTHS}, (_, at) => ({
        value: monthCode(at + 1), text: t('through.month', {last: at + 1})}));
    return select({id: 'ytd', label: t('through.label'),
        value: choices.ytd ?? '',
        options: [{value: '', text: t('through.year')}, ...months],
        onchange: (value) => ctx.change({ytd: value || null})});
}

function basisField(choices, ctx) {
    return choice({id: 'basis', label: t('basis.label'), value: choices.basis,
        options: ['all', 'matched'].map((value) =>
            ({value, text: t(`basis.${value}`)})),
        onchange: (value) => ctx.change({
            basis: value === 'all' ? null : value})});
}

function choiceFields(indicator, known, choices, years, ctx) {
    return fields(t('fields.label'),
        el('div', {class: 'indicator-field'}, select({id: 'id',
            label: t('indicator.label'), value: choices.id,
            options: indicatorOptions(known),
            // What another indicator cannot have is not taken along.
            onchange: (value) => ctx.change({id: value, year: null,
                by: null})})),
        areaField(choices.area, (value) => ctx.change({area: value})),
        select({id: 'year', label: t('year.label'),
            value: String(choices.year),
            options: years.map((year) => ({value: String(year),
                text: periodText(periodOf(indicator, year))})),
            onchange: (value) => ctx.change({year: value})}),
        hasMonths(indicator) ? ytdField(choices, ctx) : null,
        isSets(indicator) ? null : basisField(choices, ctx));
}

function splitFields(indicator, choices, ctx) {
    const plain = ['area', 'school', ...indicator.breakdowns];
    return fields(t('indicator.split'), select({id: 'by',
        label: t('by.label'), value: choices.by,
        options: [...plain, 'growth'].map((by) =>
            ({value: by, text: byText(by)})),
        onchange: (value) => ctx.change({by: value})}));
}

/* --- what it is --- */

function definition(indicator, known) {
    const part = (code) => {
        const row = known.get(code);
        return row ? nameOf(row) : code;
    };
    const parts = [t(`kind.${indicator.kind}`),
        unitText(indicator.unit) || null,
        indicator.numerator ? t('indicator.formula', {
            numerator: part(indicator.numerator),
            denominator: part(indicator.denominator)}) : null,
        el('code', null, indicator.code)].filter(Boolean);
    return parts.flatMap((one, at) => (at === 0 ? [one] : [' · ', one]));
}

/** Title and note of a chart, in the words of the choices. */
function captionsOf(indicator, choices, answer) {
    const when = choices.ytd ? t('through.month',
        {last: Number(choices.ytd.slice(1))}) : '';
    const how = choices.basis === 'matched' ? t('basis.matched') : '';
    const tail = [when, how].filter(Boolean).join('，');
    const name = nameOf(indicator);
    const place = answer.meta.query?.area ?? '';
    return {
        title: (what) => t('chart.title', {name, what})
            + (tail ? t('chart.tail', {tail}) : ''),
        note: t('chart.note', {revision: answer.meta.revision, area: place})
            + (answer.meta.synthetic ? t('chart.synthetic') : ''),
    };
}

/* --- the sections --- */

/** A part of the page that comes when it comes, and fails alone. */
function section(heading, before, load, ctx) {
    const body = el('div', {class: 'section-body', 'aria-busy': 'true'},
        loading(8));
    const run = async () => {
        try {
            fill(body, await load());
        } catch (error) {
            if (!ctx.signal.aborted) {
                fill(body, failure(error, {retry: run,
                    askToken: () => askToken(ctx.refresh)}));
            }
        }
        body.removeAttribute('aria-busy');
    };
    run();
    return el('section', {class: 'section'}, el('h2', null, heading), before,
        body);
}

async function yearsSection(indicator, choices, years, ctx) {
    const params = yearsQuestion(indicator, choices, years);
    const answer = await get('/v1/data', params, ctx.signal);
    const captions = captionsOf(indicator, choices, answer);
    return [warnings(warningsOf(answer)), yearsChart(answer, {
        matched: choices.basis === 'matched',
        direction: indicator.direction,
        title: captions.title(t('indicator.years')),
        note: captions.note, params, signal: ctx.signal})];
}

async function splitSection(indicator, choices, ctx) {
    const when = periodText(periodOf(indicator, choices.year));
    if (choices.by === 'growth') {
        const {path, params} = growthQuestion(indicator, choices);
        const answer = await get(path, params, ctx.signal);
        const captions = captionsOf(indicator, choices, answer);
        return growthChart(answer, {decimals: indicator.decimals,
            title: captions.title(`${when} ${byText('growth')}`),
            note: captions.note, signal: ctx.signal});
    }
    const params = splitQuestion(indicator, choices);
    const answer = await get('/v1/data', params, ctx.signal);
    const captions = captionsOf(indicator, choices, answer);
    return [warnings(warningsOf(answer)), splitChart(answer, {
        by: choices.by, direction: indicator.direction,
        title: captions.title(`${when} ${byText(choices.by)}`),
        note: captions.note, params, signal: ctx.signal,
        place: (row) => (choices.by === 'area'
            ? ctx.href({area: row.area}) : null)})];
}

/** Years with figures; of a ratio those that both its parts have. */
async function knownYears({code, numerator, denominator}) {
    const parts = numerator ? [numerator, denominator] : [code];
    const [first, ...others] = (await Promise.all(parts.map(
        (part) => periods(part)))).map(yearsOf);
    return first.filter((year) => others.every(
        (list) => list.includes(year)));
}

export async function render(view, params, ctx) {
    const known = await indicators();
    const indicator = known.get(params.id ?? FIRST);
    if (indicator === undefined) {
        view.append(empty(t('indicator.unknown', {id: params.id})));
        return;
    }
    const [years, city] = await Promise.all([knownYears(indicator), home()]);
    const choices = choicesOf(indicator,
        {...params, area: params.area ?? city?.code}, years);
    ctx.setTitle(nameOf(indicator));
    ctx.setLead(definition(indicator, known));
    view.append(choiceFields(indicator, known, choices, years, ctx));
    if (years.length === 0) {
        view.append(empty(t('state.no_data')));
        return;
    }
    view.append(
        section(t('indicator.years'), null, () =>
            yearsSection(indicator, choices, years, ctx), ctx),
        section(t('indicator.split'), splitFields(indicator, choices, ctx),
            () => splitSection(indicator, choices, ctx), ctx));
}
