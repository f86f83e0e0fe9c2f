/*
 * Building nodes. Text always becomes a text node: nothing that comes from
 * the service is ever read as markup.
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {Element} node
 * @param {Object} props `class`, `on…` listeners (`onclick`), properties that
 *     a node has by assignment (`value`, `checked`, `disabled`, `hidden`,
 *     `open`, `selected`), and attributes. null, undefined and false: left
 *     out.
 */
function assign(node, props) {
    for (const [name, value] of Object.entries(props ?? {})) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (name.startsWith('on')) {
            node.addEventListener(name.slice(2), value);
        } else if (name === 'value') {
            node.value = value;
        } else {
            node.setAttribute(name, value === true ? '' : String(value));
        }
    }
}

function append(node, children) {
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false
            && child !== '') {
            node.append(child instanceof Node ? child : String(child));
        }
    }
    return node;
}

/**
 * An element with its children: nodes, texts, numbers, lists of them; null
 * and false are left out. `value` is set last, when a select has its options.
 * @returns {HTMLElement}
 */
export function el(tag, props, ...children) {
    const node = document.createElement(tag);
    append(node, children);
    assign(node, props);
    return node;
}

/** The same for SVG. @returns {SVGElement} */
export function svg(tag, props, ...children) {
    const node = document.createElementNS(SVG, tag);
    append(node, children);
    assign(node, props);
    return node;
}

/** Puts children in the place of what a node held. */
export function fill(node, ...children) {
    node.replaceChildren();
    return append(node, children);
}

/** A picture of the bar, 20 x 20, drawn with the colour of the text. */
export function icon(path) {
    return svg('svg', {viewBox: '0 0 20 20', fill: 'none',
        stroke: 'currentColor', 'stroke-width': 1.6,
        'stroke-linecap': 'round', 'stroke-linejoin': 'round',
        'aria-hidden': 'true', focusable: 'false'},
    svg('path', {d: path}));
}

let serial = 0;

/** An id that nothing else on the page has. */
export function freshId(prefix) {
    serial += 1;
    return `${prefix}-${serial}`;
}
