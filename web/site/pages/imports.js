/*
 * Imports: bringing in a file, and the list of what came in.
 * `id` in the address: one import; `kind` and `by`: what is brought in.
 */
import '../words/imports.js';
import {get} from '../lib/api.js';
import {config} from '../lib/catalogue.js';
import {el} from '../lib/dom.js';
import {getToken} from '../lib/settings.js';
import {t} from '../lib/text.js';
import {importCard} from '../parts/import_card.js';
import {importList} from '../parts/import_list.js';
import {askToken} from '../parts/token.js';
import {uploadCard} from '../parts/upload.js';

export const title = 'page.imports';

/** Nothing of this page is to be had without a token. */
function tokenCard(context) {
    return el('section', {class: 'card stack'},
        el('p', null, t('import.token')),
        el('button', {class: 'button primary', type: 'button',
            'data-role': 'enter-token',
            onclick: () => askToken(context.refresh)}, t('token.enter')));
}

async function choices(signal) {
    const [{imports}, {forms}, {profiles}] = await Promise.all([
        config(), get('/v1/forms', {}, signal),
        get('/v1/profiles', {}, signal)]);
    return {kinds: imports.kinds, forms, profiles};
}

/**
 * @param {HTMLElement} view
 * @param {Object<string, string>} params
 * @param {Object} context of the shell
 */
export async function render(view, params, context) {
    context.setLead(t('import.lead'));
    if (!getToken()) {
        view.append(tokenCard(context));
        return;
    }
    const own = {...context};
    const list = importList(own);
    own.onchange = () => list.load();
    // After an undo what the upload's card says is no longer true.
    own.ontaken = () => context.refresh();
    view.append(el('div', {class: 'stack'},
        params.id ? await importCard(params.id, own)
            : uploadCard(await choices(context.signal), own),
        el('section', {class: 'card stack', 'aria-labelledby': 'list'},
            el('h2', {id: 'list'}, t('import.list')), list.node)));
    await list.load();
}
