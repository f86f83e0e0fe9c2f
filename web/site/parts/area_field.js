/*
 * The choice of an area: the city, and what lies below and above the one that
 * is chosen. It is filled when the areas are known; the figures do not wait.
 */
import {area as areaOf, areasBelow, home, pathTo} from '../lib/catalogue.js';
import {el, fill} from '../lib/dom.js';
import {nameOf, t} from '../lib/text.js';

function option(row, depth, chosen) {
    return el('option', {value: row.code, selected: row.code === chosen},
        `${'\u2003'.repeat(depth)}${nameOf(row)}`);
}

async function options(chosen) {
    const city = await home();
    if (city === null) {
        return [];
    }
    const at = await areaOf(chosen ?? city.code) ?? city;
    const below = await areasBelow(at.code);
    // Of an area without any below it: its neighbours.
    const parent = below.length > 0 || at.parent === null
        ? at : await areaOf(at.parent);
    const path = await pathTo(parent.code);
    const from = path.findIndex((row) => row.code === city.code);
    const shown = from < 0 ? path : path.slice(from);
    return [...shown.map((row, depth) => option(row, depth, at.code)),
        ...(await areasBelow(parent.code)).map((row) =>
            option(row, shown.length, at.code))];
}

/**
 * @param {string|undefined} chosen the code in the address
 * @param {function(string)} onchange
 */
export function areaField(chosen, onchange) {
    const list = el('select', {id: 'area', onchange: () =>
        onchange(list.value)},
    el('option', {value: chosen ?? ''}, chosen ?? t('area.all')));
    options(chosen).then((rows) => {
        if (rows.length > 0) {
            fill(list, rows);
        }
    }, () => { /* the figures say what is wrong */ });
    return el('label', {class: 'field area-field', for: 'area'},
        el('span', {class: 'field-label'}, t('area.label')), list);
}
