/*
 * What was wrong with a file: every fault with its place, all of them as a
 * file, and for rules that let an explained figure pass, a line to explain.
 */
import {el, freshId} from '../lib/dom.js';
import {errorsFile} from '../lib/importing.js';
import {digits} from '../lib/number.js';
import {saveBlob} from '../lib/save.js';
import {t} from '../lib/text.js';
import {notice} from './notice.js';
import {records} from './records.js';

const EXPLANATION_MIN = 5;

/** The cell of a workbook, else the line of a file. */
function place(fault) {
    if (fault.cell) {
        return fault.cell;
    }
    return fault.line > 0 ? t('faults.line', {line: fault.line}) : '—';
}

function columns() {
    return [
        {text: t('faults.place'), cell: place},
        {text: t('faults.column'), cell: (fault) => fault.column ?? ''},
        {text: t('faults.value'), cell: (fault) => (fault.value === null
            ? '' : el('code', {class: 'clip'}, fault.value))},
        {text: t('faults.what'), cell: (fault) => [fault.message,
            fault.subject ? el('span', {class: 'under soft small'},
                fault.subject) : null]},
    ];
}

/** Rules of level W among the faults: they can be explained. */
function explainable(errors) {
    return [...new Set(errors.filter((fault) => fault.level === 'W')
        .map((fault) => fault.rule))].sort();
}

/**
 * A line for each such rule.
 * @param {Object[]} errors
 * @returns {{node: HTMLElement, params: function(): Object}|null} params:
 *     what to send along; null: there is nothing to explain
 */
export function explanations(errors) {
    const rules = explainable(errors);
    if (rules.length === 0) {
        return null;
    }
    const inputs = rules.map((rule) => [rule, el('input', {class: 'wide',
        type: 'text', id: freshId('explain'), maxlength: 500,
        minlength: EXPLANATION_MIN, autocomplete: 'off'})]);
    const given = () => inputs.map(([rule, input]) =>
        [`explain.${rule}`, input.value.trim()]);
    return {
        node: el('fieldset', {class: 'field explain stack'},
            el('legend', null, t('faults.explain')),
            inputs.map(([rule, input]) => el('label',
                {class: 'field', for: input.id},
                el('span', {class: 'field-label'}, rule), input))),
        params: () => Object.fromEntries(
            given().filter(([, text]) => text !== '')),
    };
}

/** Saves all faults of an import; a link could not carry the token. */
export function faultsButton(problem) {
    const save = async (event) => {
        const button = event.currentTarget;
        button.disabled = true;
        try {
            saveBlob(await errorsFile(problem.errors_csv),
                `${t('faults.file')}-${problem.id.slice(0, 8)}.csv`);
        } catch (error) {
            button.after(notice('error', error.message));
        }
        button.disabled = false;
    };
    return el('button', {type: 'button', class: 'button',
        'data-role': 'errors-csv', onclick: save}, t('faults.download'));
}

/**
 * @param {Object} problem an import's problem, or an answer with faults
 *     that were skipped
 * @returns {HTMLElement}
 */
export function faultList(problem) {
    const shown = problem.errors.length;
    return el('div', {class: 'stack', 'data-role': 'faults'},
        problem.error_count > shown ? el('p', {class: 'soft'},
            t('faults.first', {shown: digits(shown),
                all: digits(problem.error_count)})) : null,
        records(t('faults.caption'), columns(), problem.errors),
        problem.errors_csv ? faultsButton(problem) : null);
}
