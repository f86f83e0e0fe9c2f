/* A line that says how something went. */
import {el} from '../lib/dom.js';

/**
 * @param {'error'|'good'|'info'} kind an error is read out at once
 * @param {...*} words
 */
export function notice(kind, ...words) {
    return el('div', {class: `notice ${kind}`,
        role: kind === 'error' ? 'alert' : 'status'}, words);
}
