/*
 * Figures in words. The service has rounded them; here they only get their
 * digits grouped, so nothing is computed.
 */
import {has, t} from './text.js';

const MINUS = '\u2212';

/** `1234567.5`, 2 -> `1,234,567.50`; null: the dash of a missing figure. */
export function digits(value, decimals = 0) {
    if (value === null || value === undefined) {
        return '—';
    }
    const [whole, part] = Math.abs(value).toFixed(decimals).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    const sign = value < 0 ? MINUS : '';
    return sign + grouped + (part ? `.${part}` : '');
}

/** A unit in the language of the page; '' where the name says it. */
export function unitText(unit) {
    const key = `unit.${unit}`;
    return has(key) ? t(key) : unit ?? '';
}

/** With its sign: `+3.10`, `−2`, `0`. */
export function signed(value, decimals = 0) {
    if (value === null || value === undefined) {
        return '—';
    }
    return (value > 0 ? '+' : '') + digits(value, decimals);
}

/** Where the sign of a change leads: `up`, `down`, `flat`. */
function senseOf(value) {
    if (value > 0) {
        return 'up';
    }
    return value < 0 ? 'down' : 'flat';
}

/** Is that good? `higher`, `lower` or `neutral` says which way is. */
function verdictOf(sense, direction) {
    if (sense === 'flat' || direction === 'neutral' || !direction) {
        return 'neutral';
    }
    return (sense === 'up') === (direction === 'higher') ? 'good' : 'bad';
}

/** Why there is no change to show, in words. */
export function reasonText(reason) {
    const key = `reason.${reason}`;
    return has(key) ? t(key) : String(reason);
}

/**
 * The change of a row of `/v1/data` as it is printed: rates in percentage
 * points, counts in percent and absolutely, never both ways.
 * @param {Object} row with change_abs, change_pct, change_pp and reason
 * @param {{decimals: number, direction: string, digits: number}} options
 *     `digits`: decimals of percentages
 * @returns {{text: string, detail: string, sense: string, verdict: string}}
 *     `sense`: up, down, flat or none
 */
export function changeOf(row, options = {}) {
    const {decimals = 0, direction, digits: places = 2} = options;
    const main = row.change_pp ?? row.change_pct ?? row.change_abs;
    if (main === null || main === undefined) {
        return {text: reasonText(row.reason), detail: '', sense: 'none',
            verdict: 'neutral'};
    }
    const sense = senseOf(main);
    if (sense === 'flat') {
        return {text: t('change.flat'), detail: '', sense,
            verdict: 'neutral'};
    }
    let text = signed(row.change_abs, decimals);
    let detail = '';
    if (row.change_pp !== null && row.change_pp !== undefined) {
        text = t('change.pp', {value: signed(row.change_pp, places)});
    } else if (row.change_pct !== null && row.change_pct !== undefined) {
        text = `${signed(row.change_pct, places)}%`;
        detail = signed(row.change_abs, decimals);
    } else {
        detail = reasonText(row.reason);
    }
    return {text, detail, sense, verdict: verdictOf(sense, direction)};
}
