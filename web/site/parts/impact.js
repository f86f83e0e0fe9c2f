/*
 * What an import, or taking one back, would do to the published figures:
 * before and after, and where a rise becomes a fall.
 */
import {el} from '../lib/dom.js';
import {names} from '../lib/names.js';
import {digits} from '../lib/number.js';
import {periodText} from '../lib/period.js';
import {t} from '../lib/text.js';
import {change} from './figure.js';
import {records} from './records.js';

const COUNTS = ['read', 'inserted', 'updated', 'deleted', 'unchanged',
    'rejected'];

/** Rows read, new, changed, as they were. */
export function rowCounts(rows) {
    return el('dl', {class: 'counts'}, COUNTS
        .filter((name) => rows[name] !== undefined)
        .map((name) => el('div', null,
            el('dt', null, t(`rows.${name}`)),
            el('dd', {class: 'number', 'data-count': name},
                digits(rows[name])))));
}

function side(print, decimals) {
    return [digits(print.value, decimals),
        el('span', {class: 'under small'},
            change(print, {decimals, direction: 'neutral'}))];
}

function columns(known) {
    const decimals = (row) => known.decimals.get(row.indicator);
    return [
        {text: t('impact.indicator'),
            cell: (row) => known.indicators.get(row.indicator)},
        {text: t('impact.area'), cell: (row) => known.areas.get(row.area)},
        {text: t('impact.period'), cell: (row) => periodText(row.period)},
        {text: t('impact.before'), number: true,
            cell: (row) => side(row.before, decimals(row))},
        {text: t('impact.after'), number: true,
            cell: (row) => side(row.after, decimals(row))},
        {text: t('impact.turn'), cell: (row) => (row.sign_flip
            ? el('strong', {class: 'turn'}, t('impact.turns')) : '')},
    ];
}

function panelLine(panel, known) {
    const parts = ['entered', 'left'].filter((name) => panel[name].count > 0)
        .map((name) => t(`impact.${name}`, {
            count: digits(panel[name].count),
            schools: panel[name].schools.join(t('list.join'))}));
    return el('li', null, known.indicators.get(panel.indicator), ' · ',
        periodText(panel.period), t('list.colon'),
        parts.join(t('list.join')));
}

function panelList(panels, known) {
    return panels.length === 0 ? null : el('details', null,
        el('summary', null, t('impact.panels', {count: panels.length})),
        el('ul', {class: 'faults small'},
            panels.map((panel) => panelLine(panel, known))));
}

function leftOut(codes, known) {
    return codes.length === 0 ? null : el('p', {class: 'soft'},
        t('impact.left_out', {areas: codes.map(
            (code) => known.areas.get(code)).join(t('list.join'))}));
}

/**
 * @param {Object|undefined} impact of an answer
 * @param {AbortSignal} [signal]
 * @returns {Promise<HTMLElement>}
 */
export async function impactList(impact, signal) {
    if (!impact || impact.row_count === 0) {
        return el('p', {class: 'soft', 'data-role': 'impact'},
            t('impact.none'));
    }
    const known = await names({
        indicators: [...impact.rows, ...impact.panels].map(
            (row) => row.indicator),
        areas: [...impact.rows.map((row) => row.area),
            ...impact.areas_left_out]}, signal);
    return el('div', {class: 'stack', 'data-role': 'impact'},
        el('p', null, t('impact.count', {count: digits(impact.row_count),
            shown: digits(impact.rows.length)})),
        records(t('impact.caption'), columns(known), impact.rows),
        panelList(impact.panels, known),
        leftOut(impact.areas_left_out, known));
}
