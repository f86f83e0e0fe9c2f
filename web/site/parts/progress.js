/* How far a file has come: first its bytes, then its rows. */
import {el} from '../lib/dom.js';
import {digits} from '../lib/number.js';
import {t} from '../lib/text.js';

const HUNDRED = 100;

/**
 * @param {string} label what is being done
 * @returns {{node: HTMLElement, sent: function(number),
 *     reached: function(Object)}} sent: the share that is there, 0 to 1;
 *     reached: an import's record
 */
export function progress(label) {
    const bar = el('progress', {max: 1, 'aria-label': label});
    const words = el('p', {class: 'soft', role: 'status'}, label);
    return {
        node: el('div', {class: 'progress stack', 'data-role': 'progress'},
            bar, words),
        sent: (share) => {
            bar.value = share;
            words.textContent = t('progress.sent',
                {percent: digits(Math.floor(share * HUNDRED))});
        },
        reached: (record) => {
            bar.removeAttribute('value');
            words.textContent = t(record.ahead > 0 ? 'progress.queued'
                : `progress.${record.phase}`,
            {ahead: record.ahead, rows: digits(record.rows.read)});
        },
    };
}
