/* Asks for the token that protected reads and imports need. */
import {forget} from '../lib/catalogue.js';
import {el} from '../lib/dom.js';
import {getToken, setToken} from '../lib/settings.js';
import {t} from '../lib/text.js';
import {openDialog} from './dialog.js';

/**
 * @param {function()} onchange called when there is another token, or none
 */
export function askToken(onchange) {
    const input = el('input', {id: 'token', type: 'password',
        autocomplete: 'off', spellcheck: 'false', class: 'wide',
        value: getToken() ?? ''});
    const done = (value) => {
        setToken(value);
        forget();
        box.close();
        onchange?.();
    };
    const form = el('form', {class: 'stack', onsubmit: (event) => {
        event.preventDefault();
        done(input.value.trim());
    }},
    el('p', {class: 'soft'}, t('token.about')),
    el('label', {class: 'field', for: 'token'},
        el('span', {class: 'field-label'}, t('token.label')), input),
    el('p', {class: 'actions'},
        el('button', {class: 'button primary', type: 'submit'},
            t('token.use')),
        getToken() ? el('button', {class: 'button', type: 'button',
            onclick: () => done(null)}, t('token.forget')) : null));
    const box = openDialog(t('token.title'), form);
    input.focus();
}
