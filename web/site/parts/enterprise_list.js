/* Enterprises that came, went or stayed, each with its schools. */
import {el, fill} from '../lib/dom.js';
import {names} from '../lib/names.js';
import {digits} from '../lib/number.js';
import {t} from '../lib/text.js';
import {empty} from './state.js';
import {records} from './records.js';

const AT_ONCE = 100;

/** The day that all know: the first start, or the last end. */
function since(one) {
    return one.entries.map((entry) => entry.start).sort()[0] ?? '—';
}

function until(one) {
    const ends = one.entries.map((entry) => entry.end);
    return ends.length === 0 || ends.includes(null)
        ? '—' : ends.sort().pop();
}

function schools(one, known) {
    const codes = [...new Set(one.entries.map((entry) => entry.school))];
    return codes.length === 0 ? '—' : el('ul', null, codes.map((code) =>
        el('li', null, known.get(code))));
}

function columns(known, kind) {
    return [
        {text: t('enterprises.enterprise'), cell: (one) => one.enterprise},
        {text: t('enterprises.code'),
            cell: (one) => el('code', null, one.credit_code)},
        {text: t('enterprises.schools'), cell: (one) => schools(one, known)},
        {text: t('enterprises.since'), cell: since},
        ...kind === 'lost'
            ? [{text: t('enterprises.until'), cell: until}] : [],
    ];
}

/**
 * @param {Object[]} list of enterpriseData()
 * @param {'new'|'lost'|'kept'} kind
 * @param {AbortSignal} signal
 * @returns {Promise<HTMLElement>}
 */
export async function enterpriseList(list, kind, signal) {
    const node = el('div', {class: 'stack', 'data-role': `list-${kind}`});
    if (list.length === 0) {
        return fill(node, empty(t(`enterprises.no_${kind}`)));
    }
    let shown = AT_ONCE;
    const draw = async () => {
        const part = list.slice(0, shown);
        const known = await names({schools: part.flatMap(
            (one) => one.entries.map((entry) => entry.school))}, signal);
        fill(node, records(t(`enterprises.list_${kind}`),
            columns(known.schools, kind), part),
        shown < list.length ? el('button', {class: 'button', type: 'button',
            onclick: () => {
                shown += AT_ONCE;
                return draw();
            }}, t('enterprises.more', {shown: digits(shown),
            all: digits(list.length)})) : null);
    };
    await draw();
    return node;
}
