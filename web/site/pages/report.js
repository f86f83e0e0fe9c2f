/*
 * The annual summary: how it reads with the figures of now, what is missing
 * for it, and to take away. Choices: year, through (`M08`), area, text (the
 * language of the report) and draft.
 */
import '../words/report.js';
import {get} from '../lib/api.js';
import {home, indicators} from '../lib/catalogue.js';
import {el} from '../lib/dom.js';
import {monthCode} from '../lib/period.js';
import {reportedYears} from '../lib/reported.js';
import {saveAnswer} from '../lib/save.js';
import {lang} from '../lib/settings.js';
import {nameOf, t} from '../lib/text.js';
import {areaField} from '../parts/area_field.js';
import {choice as radio, fields, select} from '../parts/fields.js';
import {notice} from '../parts/notice.js';
import {sentence} from '../parts/sentence.js';

export const title = 'page.report';

const PATH = '/v1/reports/annual';
const FORMATS = ['docx', 'html', 'md'];
const MONTHS = 12;

async function choiceOf(params) {
    const years = await reportedYears();
    return {...params,
        area: params.area ?? (await home())?.code,
        years,
        year: Number(params.year) || years[0],
        text: params.text ?? lang(),
        draft: params.draft === '1'};
}

function question(picked) {
    return {year: picked.year, through: picked.through, area: picked.area,
        lang: picked.text, draft: picked.draft ? 1 : null};
}

function choices(picked, context) {
    const monthly = Array.from({length: MONTHS - 1}, (_, at) => ({
        value: monthCode(at + 1), text: t('through.month', {last: at + 1})}));
    return fields(t('fields.label'),
        select({id: 'year', label: t('year.label'),
            value: String(picked.year),
            options: picked.years.map((one) => ({value: String(one),
                text: t('period.year', {year: one})})),
            onchange: (value) => context.change({year: value})}),
        select({id: 'through', label: t('through.label'),
            value: picked.through ?? '',
            options: [{value: '', text: t('through.year')}, ...monthly],
            onchange: (value) => context.change({through: value || null})}),
        areaField(picked.area, (value) => context.change({area: value})),
        radio({id: 'text', label: t('report.language'), value: picked.text,
            options: ['zh', 'en'].map((one) => ({value: one,
                text: t(`report.${one}`)})),
            onchange: (value) => context.change({text: value})}),
        el('label', {class: 'check', for: 'draft'},
            el('input', {type: 'checkbox', id: 'draft',
                checked: picked.draft, onchange: (event) => context.change(
                    {draft: event.target.checked ? 1 : null})}),
            t('report.draft')));
}

function downloads(picked, name) {
    const said = el('div', {'data-role': 'said'});
    const save = async (format) => {
        said.replaceChildren();
        try {
            await saveAnswer(PATH, {...question(picked), format},
                `${name}.${format}`);
        } catch (error) {
            said.append(notice('error', error.message));
        }
    };
    return el('div', {class: 'stack no-print'},
        el('p', {class: 'actions'}, FORMATS.map((format) =>
            el('button', {type: 'button', class: 'button',
                'data-format': format, onclick: () => save(format)},
            t(`report.save_${format}`))),
        el('button', {type: 'button', class: 'button',
            onclick: () => window.print()}, t('report.print'))), said);
}

function summary(report) {
    const lacking = report.sentences.filter((one) => one.text === null);
    return lacking.length === 0
        ? notice('good', t('report.whole',
            {count: report.sentences.length}))
        : notice('info', t('report.lacking', {count: lacking.length,
            all: report.sentences.length,
            ids: lacking.map((one) => one.id).join(t('list.join'))}));
}

function paper(report, labels, picked) {
    return el('article', {class: 'card paper', 'data-role': 'report',
        lang: picked.text === 'zh' ? 'zh-Hans' : 'en'},
    el('h2', {class: 'paper-title'}, report.title),
    sectionsOf(report).map(({heading, sentences}) => [
        heading ? el('h3', null, heading) : null,
        sentences.map((one) => sentence(one, labels))]),
    report.notes?.length > 0 ? el('ul', {class: 'faults small soft'},
        report.notes.map((note) => el('li', null, note.text))) : null);
}

/** Sentences that follow each other under one heading. */
function sectionsOf({sentences}) {
    const made = [];
    for (const one of sentences) {
        if (made.length === 0 || made.at(-1).heading !== one.section) {
            made.push({heading: one.section, sentences: []});
        }
        made.at(-1).sentences.push(one);
    }
    return made;
}

/** The figures of the report by name, each as its indicator is called. */
async function labelsOf(report) {
    const known = await indicators();
    return new Map((report.figures ?? []).map((figure) => {
        const row = known.get(figure.indicator);
        return [figure.name, row ? nameOf(row) : figure.indicator];
    }));
}

/** The report, or null where this service has none. */
async function reportOf(picked, signal) {
    try {
        return await get(PATH, question(picked), signal);
    } catch (error) {
        if (error.status === 404) {
            return null;
        }
        throw error;
    }
}

/**
 * @param {HTMLElement} view
 * @param {Object<string, string>} params
 * @param {Object} context of the shell
 */
export async function render(view, params, context) {
    context.setLead(t('report.lead'));
    const picked = await choiceOf(params);
    const report = await reportOf(picked, context.signal);
    const form = choices(picked, context);
    if (report === null) {
        view.append(form, notice('info', t('report.not_here')));
        return;
    }
    view.append(form, el('div', {class: 'stack'}, summary(report),
        downloads(picked, report.title),
        paper(report, await labelsOf(report), picked)));
}
