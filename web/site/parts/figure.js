/* A figure that tells where it comes from: a button that opens its lineage. */
import {el} from '../lib/dom.js';
import {changeOf, digits, unitText} from '../lib/number.js';
import {has, t} from '../lib/text.js';
import {showLineage} from './show_lineage.js';

/** Letters that the reader must see; `A` is a normal figure. */
function statusMark(status) {
    if (!status || status === 'A') {
        return null;
    }
    const key = `status.${status}`;
    return el('abbr', {class: 'status', title: has(key) ? t(key) : status},
        status);
}

/**
 * @param {{value: number|null, decimals: number, unit: string,
 *     status: string, figureId: string|null, label: string}} figure `label`
 *     says what it is, for those who do not see where it stands
 * @returns {HTMLElement} a button if the figure has a lineage, else text
 */
export function figure({value, decimals, unit, status, figureId, label}) {
    const words = value === null ? '' : unitText(unit);
    const inside = [
        el('span', {class: 'number'}, digits(value, decimals)),
        words && el('span', {class: 'unit'}, words),
        value === null ? null : statusMark(status)];
    if (!figureId || value === null) {
        return el('span', {class: 'figure'}, inside);
    }
    return el('button', {class: 'figure', type: 'button',
        'aria-label': t('lineage.of',
            {label, value: `${digits(value, decimals)}${words}`}),
        title: t('lineage.open'), 'aria-haspopup': 'dialog',
        onclick: () => showLineage(figureId, label)}, inside);
}

const ARROWS = {up: '▲', down: '▼', flat: '', none: ''};

/**
 * The change of a row, with an arrow, a colour and a sign: any of them does
 * without the others.
 * @param {Object} row of `/v1/data`
 * @param {Object} options of changeOf()
 */
export function change(row, options) {
    const made = changeOf(row, options);
    return el('span', {class: `change ${made.verdict}`},
        ARROWS[made.sense] && el('span', {'aria-hidden': 'true',
            class: 'arrow'}, ARROWS[made.sense]),
        el('span', {class: made.sense === 'none' ? null : 'number'},
            made.text),
        made.detail ? el('span', {class: 'soft number'},
            ` (${made.detail})`) : null);
}
