/* What stands where there are no figures: waiting, nothing, a fault. */
import {el} from '../lib/dom.js';
import {t} from '../lib/text.js';

/** Grey boxes of the size of what will come, so that nothing jumps. */
export function loading(lines = 3) {
    return el('div', {class: 'state loading', role: 'status'},
        el('span', {class: 'visually-hidden'}, t('state.loading')),
        Array.from({length: lines}, () =>
            el('span', {class: 'bone', 'aria-hidden': 'true'})));
}

/** @param {string} text why there is nothing, and what would help */
export function empty(text) {
    return el('div', {class: 'state empty'}, el('p', null, text));
}

function details(error) {
    const list = error.errors ?? [];
    if (list.length < 2) {
        return null;
    }
    return el('ul', {class: 'faults small'}, list.slice(0, 20).map((fault) =>
        el('li', null, fault.message)));
}

/**
 * A fault in the words of the service, and a way on.
 * @param {Error} error an ApiError, or whatever was thrown
 * @param {{retry: function(), askToken: function()}} ways
 */
export function failure(error, ways = {}) {
    const known = error.name === 'ApiError';
    const {retry, askToken} = ways;
    if (!known) {
        console.error(error);
    }
    return el('div', {class: 'state failure', role: 'alert'},
        el('h2', null, known && error.title ? error.title
            : t('error.unexpected')),
        el('p', null, known ? error.message : t('error.unexpected_hint')),
        known ? details(error) : null,
        el('p', {class: 'actions'},
            error.wantsToken && askToken
                ? el('button', {class: 'button primary', type: 'button',
                    onclick: askToken}, t('token.enter')) : null,
            retry ? el('button', {class: 'button', type: 'button',
                onclick: retry}, t('state.retry')) : null));
}
