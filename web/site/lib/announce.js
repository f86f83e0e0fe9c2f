/* Tells those who listen to the page what has changed on it. */
import {el} from './dom.js';

const region = el('div', {class: 'visually-hidden', role: 'status',
    'aria-live': 'polite'});

/** The live region; the shell puts it into the page once. */
export function announcer() {
    return region;
}

/** @param {string} text said when the reader has finished its sentence */
export function announce(text) {
    region.textContent = '';
    // A text that is the same again is said again only if it was gone.
    window.setTimeout(() => {
        region.textContent = text;
    }, 50);
}
