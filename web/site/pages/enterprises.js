/*
 * Enterprises that work with schools, each counted once: how many there were,
 * which came, which went, which stayed. Choices: indicator, area, year,
 * ent_tier, coop_mode, and show (new, lost or kept).
 */
import '../words/enterprises.js';
import {get} from '../lib/api.js';
import {dimensions, home, indicators} from '../lib/catalogue.js';
import {askOption} from '../lib/dataset.js';
import {el} from '../lib/dom.js';
import {BREAKDOWNS, COUNTS, enterpriseData, enterpriseParts,
    yearsQuestion} from '../lib/enterprise_data.js';
import {digits} from '../lib/number.js';
import {reportedYears} from '../lib/reported.js';
import {rowsOf, warningsOf} from '../lib/rows.js';
import {nameOf, t} from '../lib/text.js';
import {areaField} from '../parts/area_field.js';
import {bridge} from '../parts/bridge.js';
import {chart} from '../parts/chart.js';
import {enterpriseList} from '../parts/enterprise_list.js';
import {choice as radio, fields, select} from '../parts/fields.js';
import {change, figure} from '../parts/figure.js';
import {empty} from '../parts/state.js';
import {table} from '../parts/table.js';
import {warnings} from '../parts/warnings.js';

export const title = 'page.enterprises';

const KINDS = ['new', 'lost', 'kept'];

async function choiceOf(params) {
    const years = await reportedYears();
    return {
        ...params,
        area: params.area ?? (await home())?.code,
        years,
        indicator: COUNTS.includes(params.indicator) ? params.indicator
            : COUNTS[0],
        year: Number(params.year) || years[0],
        show: KINDS.includes(params.show) ? params.show : KINDS[0],
    };
}

async function memberSelect(name, picked, context) {
    const members = (await dimensions()).get(name)?.members ?? [];
    return select({id: name, label: t(`enterprises.${name}`),
        value: picked[name] ?? '',
        options: [{value: '', text: t('enterprises.all')},
            ...members.map((one) => ({value: one.code, text: nameOf(one)}))],
        onchange: (value) => context.change({[name]: value || null})});
}

async function choices(picked, context) {
    const known = await indicators();
    return fields(t('fields.label'),
        select({id: 'count', label: t('enterprises.count'),
            value: picked.indicator,
            options: COUNTS.filter((id) => known.has(id)).map((id) => ({
                value: id, text: nameOf(known.get(id))})),
            onchange: (value) => context.change({indicator: value})}),
        select({id: 'year', label: t('year.label'),
            value: String(picked.year),
            options: picked.years.map((one) => ({value: String(one),
                text: t('period.year', {year: one})})),
            onchange: (value) => context.change({year: value})}),
        areaField(picked.area, (value) => context.change({area: value})),
        ...await Promise.all(BREAKDOWNS.map(
            (name) => memberSelect(name, picked, context))));
}

function valueOf(row, label) {
    return figure({value: row.value, decimals: 0, status: row.status,
        figureId: row.figure_id, label});
}

function kindRadio(picked, data, context) {
    return radio({id: 'show', label: t('enterprises.which'),
        value: picked.show,
        options: KINDS.map((kind) => ({value: kind,
            text: t('enterprises.kind', {kind: t(`enterprises.${kind}`),
                count: digits(data.row[kind])})})),
        onchange: (value) => context.change({show: value})});
}

async function lists(picked, data, context) {
    return el('section', {class: 'card stack'},
        kindRadio(picked, data, context),
        data.whole ? null : el('p', {class: 'soft'},
            t('enterprises.not_whole')),
        await enterpriseList(data[picked.show], picked.show,
            context.signal));
}

function countColumns(label) {
    const count = (id) => ({id, text: t(`enterprises.${id}`), number: true,
        cell: (row) => digits(row[id])});
    return [
        {text: t('enterprises.now'), number: true,
            cell: (row) => valueOf(row, label(row))},
        count('base'),
        {text: t('enterprises.change'), number: true,
            cell: (row) => change(row, {decimals: 0,
                direction: 'higher'})},
        count('new'), count('lost'), count('kept'),
    ];
}

async function breakdown(name, picked, context) {
    const rows = await enterpriseParts(picked, name, context.signal);
    const label = (row) => row[`${name}_name`];
    return el('section', {class: 'card stack', 'data-role': `by-${name}`},
        el('h2', null, t(`enterprises.by_${name}`)),
        el('p', {class: 'small soft'}, t('enterprises.overlap')),
        table({caption: t(`enterprises.by_${name}`), hideCaption: true,
            rows, columns: [{text: t(`enterprises.${name}`),
                cell: (row) => el('a', {href: context.href(
                    {[name]: row[name]})}, label(row))},
            ...countColumns(label)]}));
}

/** Partners as a line, with the bars of those that came and went. */
function shapeOfHistory() {
    return {type: 'bar', measures: [
        {id: 'value', text: t('enterprises.now'), type: 'line'},
        {id: 'new', text: t('enterprises.new')},
        {id: 'lost', text: t('enterprises.lost')}]};
}

async function history(picked, context) {
    const params = yearsQuestion(picked);
    const answer = await get('/v1/data', params, context.signal);
    const rows = rowsOf(answer);
    const heading = t('enterprises.history');
    return chart({
        title: heading,
        description: t('enterprises.history_text'),
        option: askOption(params, shapeOfHistory(), context.signal),
        table: {rows, columns: [{text: t('year.label'),
            cell: (row) => el('a', {href: context.href(
                {year: row.period})}, row.period)},
        ...countColumns((row) => `${heading} ${row.period}`)]},
        note: t('enterprises.note', {revision: answer.meta.revision}),
        csv: {path: '/v1/data', params: {...params, lineage: null,
            labels: 'both', format: 'csv', bom: 1}},
        format: (value) => digits(value),
        signal: context.signal,
    });
}

/**
 * @param {HTMLElement} view
 * @param {Object<string, string>} params
 * @param {Object} context of the shell
 */
export async function render(view, params, context) {
    const picked = await choiceOf(params);
    context.setLead(t('enterprises.lead'));
    const [form, data] = await Promise.all([choices(picked, context),
        enterpriseData(picked, context.signal)]);
    if (data === null) {
        view.append(form, empty(t('state.no_data')));
        return;
    }
    const label = nameOf((await indicators()).get(picked.indicator));
    const [own, ...rest] = await Promise.all([
        lists(picked, data, context),
        history(picked, context),
        ...BREAKDOWNS.map((name) => breakdown(name, picked, context))]);
    view.append(form, el('div', {class: 'stack'},
        warnings(warningsOf(data.answer)),
        bridge(data.row, valueOf(data.row, label)), own, rest));
}
