/* Undoing an import: what that would change is shown before it is done. */
import {forget} from '../lib/catalogue.js';
import {el, fill} from '../lib/dom.js';
import {freshKey, takeBack} from '../lib/importing.js';
import {t} from '../lib/text.js';
import {openDialog} from './dialog.js';
import {faultList} from './faults.js';
import {impactList, rowCounts} from './impact.js';
import {loading, failure} from './state.js';

/** Kinds whose imports can be taken back. */
const KINDS = new Set(['observations', 'forms']);

/** @param {Object} record an import's record */
function canTakeBack(record) {
    return KINDS.has(record.kind) && record.state === 'committed'
        && record.changed !== false && !record.reverted_by;
}

function refused(error) {
    return error.problem?.rows
        ? [el('p', null, error.message), faultList(error.problem)]
        : failure(error);
}

async function confirm(box, body, id, context) {
    const key = freshKey();
    const answer = await takeBack(id, 'validate');
    const doIt = async (event) => {
        event.currentTarget.disabled = true;
        try {
            const done = await takeBack(id, 'commit', {key});
            forget();
            box.close();
            context.announce(t('undo.done', {revision: done.revision}));
            context.ontaken(done);
        } catch (error) {
            fill(body, refused(error));
        }
    };
    fill(body, rowCounts(answer.rows),
        el('h3', null, t('impact.title')),
        await impactList(answer.impact),
        el('p', {class: 'actions'},
            el('button', {class: 'button primary', type: 'button',
                'data-role': 'undo-confirm', onclick: doIt},
            t('undo.confirm')),
            el('button', {class: 'button', type: 'button',
                onclick: () => box.close()}, t('undo.keep'))));
}

async function open(record, context) {
    const body = el('div', {class: 'stack', 'data-role': 'undo'},
        loading(4));
    const box = openDialog(t('undo.title'), body);
    try {
        await confirm(box, body, record.id, context);
    } catch (error) {
        fill(body, refused(error));
    }
}

/**
 * @param {Object} record an import's record or answer
 * @param {Object} context of the page, with ontaken(answer)
 */
export function takeBackButton(record, context) {
    if (!canTakeBack(record)) {
        return null;
    }
    return el('button', {class: 'button small', type: 'button',
        'data-role': 'undo', 'data-import': record.id,
        onclick: () => open(record, context)}, t('undo.button'));
}
