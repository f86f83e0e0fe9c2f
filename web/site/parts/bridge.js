/* base + new - lost = now, as a line that is read from left to right. */
import {el} from '../lib/dom.js';
import {digits} from '../lib/number.js';
import {t} from '../lib/text.js';

function part(key, value, sign) {
    return [
        sign ? el('span', {class: 'bridge-sign'}, sign) : null,
        el('div', {class: 'bridge-part', 'data-part': key},
            el('span', {class: 'small soft'}, t(`enterprises.${key}`)),
            el('span', {class: 'bridge-value number'}, value)),
    ];
}

/**
 * @param {Object} row of a count of enterprises with `compare`
 * @param {Node} now what stands for the value: a figure with its lineage
 */
export function bridge(row, now) {
    return el('div', {class: 'card bridge'},
        part('base', digits(row.base)),
        part('new', digits(row.new), '+'),
        part('lost', digits(row.lost), '−'),
        part('now', now, '='),
        el('dl', {class: 'counts bridge-more'},
            ['kept', 'shared', 'sum', 'unidentified'].map((name) =>
                el('div', null,
                    el('dt', null, t(`enterprises.${name}`)),
                    el('dd', {class: 'number', 'data-part': name},
                        digits(row[name]))))));
}
