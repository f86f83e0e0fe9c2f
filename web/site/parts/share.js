/* A share as a bar with its number; the number says it all. */
import {svg, el} from '../lib/dom.js';
import {digits} from '../lib/number.js';

const WIDTH = 64;
const HEIGHT = 8;
const WHOLE = 100;

/** @param {number|null} percent */
export function share(percent) {
    if (percent === null) {
        return '—';
    }
    const at = (WIDTH * Math.min(percent, WHOLE)) / WHOLE;
    return el('span', {class: 'share'},
        svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH,
            height: HEIGHT, 'aria-hidden': 'true', focusable: 'false'},
        svg('rect', {class: 'share-whole', width: WIDTH, height: HEIGHT,
            rx: 3}),
        svg('rect', {class: percent < WHOLE ? 'share-part' : 'share-full',
            width: at, height: HEIGHT, rx: 3})),
        el('span', {class: 'number'}, `${digits(percent, 2)}%`));
}
