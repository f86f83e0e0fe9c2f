/* A sentence of a report, each of whose figures leads to where it is from. */
import {el} from '../lib/dom.js';
import {t} from '../lib/text.js';
import {showLineage} from './show_lineage.js';

/** A link and no button: only links break over lines like the text. */
function figureLink(figure, labels) {
    const label = labels.get(figure.figure) ?? figure.slot;
    return el('a', {class: 'figure in-text', 'aria-haspopup': 'dialog',
        href: `/v1/figures/${encodeURIComponent(figure.figure_id)}/lineage`,
        'aria-label': t('lineage.of', {label, value: figure.text}),
        title: t('lineage.open'),
        onclick: (event) => {
            event.preventDefault();
            showLineage(figure.figure_id, label);
        }}, figure.text);
}

/** The text with its figures, which stand there in their order. */
function textWith(text, figures, labels) {
    const made = [];
    let at = 0;
    for (const figure of figures.filter((one) => one.figure_id
        && one.text)) {
        const found = text.indexOf(figure.text, at);
        if (found >= 0) {
            made.push(text.slice(at, found), figureLink(figure, labels));
            at = found + figure.text.length;
        }
    }
    return [...made, text.slice(at)];
}

function lacking(sentence) {
    return el('p', {class: 'sentence-missing', 'data-missing': sentence.id},
        t('report.missing', {id: sentence.id,
            slots: sentence.missing.join(t('list.join'))}),
        sentence.suppressed?.length > 0 ? t('report.suppressed',
            {slots: sentence.suppressed.join(t('list.join'))}) : null);
}

/**
 * @param {Object} one sentence of `/v1/reports/annual`
 * @param {Map} labels what the figures of the report are called, by name
 */
export function sentence(one, labels) {
    return el('div', {class: 'sentence', 'data-sentence': one.id},
        el('span', {class: 'sentence-id small soft'},
            one.blank ?? one.id),
        one.text === null ? lacking(one)
            : el('p', null, textWith(one.text, one.figures, labels)));
}
