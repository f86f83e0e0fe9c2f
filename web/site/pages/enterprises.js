import {t} from '../lib/text.js';
import {empty} from '../parts/state.js';

export const title = 'page.enterprises';

export function render(el) {
    el.append(empty(t('state.soon')));
}
