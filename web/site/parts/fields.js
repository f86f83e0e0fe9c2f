/*
 * Choices that stand in the address. Each has a stable id, so that the focus
 * stays where it was when the page is drawn anew.
 */
import {el} from '../lib/dom.js';

/** A row of fields. */
export function fields(label, ...children) {
    return el('div', {class: 'fields', role: 'group', 'aria-label': label},
        children);
}

/**
 * @param {{id: string, label: string, value: string,
 *     options: Array<{value: string, text: string, group: string}>,
 *     onchange: function(string)}} field options with the same `group` in a
 *     row stand under it
 */
export function select({id, label, value, options, onchange}) {
    const groups = new Map();
    for (const option of options) {
        const name = option.group ?? '';
        groups.set(name, [...groups.get(name) ?? [], option]);
    }
    const made = [...groups].map(([name, list]) => {
        const inside = list.map((option) =>
            el('option', {value: option.value,
                selected: option.value === value}, option.text));
        return name ? el('optgroup', {label: name}, inside) : inside;
    });
    return el('label', {class: 'field', for: id},
        el('span', {class: 'field-label'}, label),
        el('select', {id, value, onchange: (event) =>
            onchange(event.target.value)}, made));
}

/** A few choices side by side; the same contract as select(). */
export function choice({id, label, value, options, onchange}) {
    return el('fieldset', {class: 'field choice'},
        el('legend', {class: 'field-label'}, label),
        el('div', {class: 'choice-row'}, options.map((option) => {
            const own = `${id}-${option.value || 'none'}`;
            return [
                el('input', {type: 'radio', name: id, id: own,
                    value: option.value, checked: option.value === value,
                    onchange: () => onchange(option.value)}),
                el('label', {for: own}, option.text)];
        })));
}
