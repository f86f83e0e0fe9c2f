/* What the service says about an answer. */
import {el} from '../lib/dom.js';
import {t} from '../lib/text.js';

const SHOWN = 3;

/** @param {string[]} texts null when there are none */
export function warnings(texts) {
    if (texts.length === 0) {
        return null;
    }
    const item = (text) => el('li', null, text);
    return el('div', {class: 'warnings'},
        el('ul', null, texts.slice(0, SHOWN).map(item)),
        texts.length <= SHOWN ? null : el('details', null,
            el('summary', null,
                t('warnings.more', {count: texts.length - SHOWN})),
            el('ul', null, texts.slice(SHOWN).map(item))));
}
