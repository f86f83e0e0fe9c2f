/* A window over the page: closed by Escape, its button, or beside it. */
import {el, freshId, icon} from '../lib/dom.js';
import {t} from '../lib/text.js';

/**
 * Opens at once; the focus comes back to where it was when it closes.
 * @param {string} title
 * @param {...*} children
 * @returns {HTMLDialogElement} remove() it by close()
 */
export function openDialog(title, ...children) {
    const id = freshId('dialog');
    const box = el('dialog', {class: 'dialog', 'aria-labelledby': id},
        el('div', {class: 'dialog-inner'},
            el('header', {class: 'dialog-head'},
                el('h2', {id}, title),
                el('button', {class: 'tool', type: 'button',
                    'aria-label': t('dialog.close'),
                    onclick: () => box.close()}, icon('M5 5l10 10M15 5L5 15'))),
            children));
    box.addEventListener('close', () => box.remove());
    box.addEventListener('click', (event) => {
        if (event.target === box) {
            box.close();
        }
    });
    document.body.append(box);
    box.showModal();
    return box;
}
