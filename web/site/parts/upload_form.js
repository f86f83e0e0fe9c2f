/* The choices for a file that is to be imported. */
import {el} from '../lib/dom.js';
import {ENDINGS} from '../lib/importing.js';
import {t} from '../lib/text.js';
import {select} from './fields.js';

/** Kinds read by a stored document, and what that is called. */
const READ_BY = {forms: 'form', observations: 'profile'};

function kindSelect({kinds}, kind, context) {
    return select({id: 'upload-kind', label: t('upload.kind'), value: kind,
        options: kinds.map((one) => ({value: one, text: t(`kind.${one}`)})),
        onchange: (value) => context.change({kind: value, by: null})});
}

/** Which form, or which profile if any; null of kinds that know neither. */
function bySelect(choices, kind, by, context) {
    const what = READ_BY[kind];
    if (what === undefined) {
        return null;
    }
    const list = choices[`${what}s`].map(
        ({name}) => ({value: name, text: name}));
    const none = {value: '', text: t('upload.by_columns')};
    return select({id: 'upload-by', label: t(`upload.${what}`), value: by,
        options: what === 'form' ? list : [none, ...list],
        onchange: (value) => context.change({by: value})});
}

function textField(id, label, placeholder) {
    return el('label', {class: 'field', for: id},
        el('span', {class: 'field-label'}, label),
        el('input', {id, type: 'text', placeholder, autocomplete: 'off',
            spellcheck: 'false'}));
}

function more(kind) {
    if (kind !== 'observations' && kind !== 'forms') {
        return null;
    }
    const off = kind === 'observations';
    return el('details', null,
        el('summary', null, t('upload.more')),
        el('div', {class: 'fields'},
            textField('upload-period', t('upload.period'), '2024M08'),
            off ? textField('upload-indicator', t('upload.indicator'),
                'train_persontimes') : null,
            el('label', {class: 'check', for: 'upload-rules'},
                el('input', {id: 'upload-rules', type: 'checkbox',
                    checked: true}), t('upload.rules')),
            el('label', {class: 'check', for: 'upload-skip'},
                el('input', {id: 'upload-skip', type: 'checkbox'}),
                t('upload.skip'))));
}

function blankSheet(kind, by) {
    return kind === 'forms' && by ? el('a', {class: 'small', download: '',
        href: `/v1/forms/${encodeURIComponent(by)}.xlsx`},
    t('upload.blank', {form: by})) : null;
}

/** What of the form goes into the request. */
function paramsOf(node, kind, by) {
    const at = (id) => node.querySelector(`#upload-${id}`);
    const params = READ_BY[kind] && by ? {[READ_BY[kind]]: by} : {};
    if (at('rules') === null) {
        return params;
    }
    return {
        ...params,
        rules: at('rules').checked ? 'on' : 'off',
        on_error: at('skip').checked ? 'skip' : null,
        'default.period': at('period').value.trim(),
        'default.indicator': at('indicator')?.value.trim(),
    };
}

/**
 * @param {Object} choices see uploadCard()
 * @param {Object} context of the page; kind and by stand in its address
 * @param {function()} onsubmit
 * @returns {{node: HTMLFormElement, busy: function(boolean),
 *     chosen: function(): {file: File, kind: string, params: Object}}}
 */
export function uploadForm(choices, context, onsubmit) {
    const kind = choices.kinds.includes(context.params.kind)
        ? context.params.kind : 'observations';
    const by = context.params.by
        ?? (kind === 'forms' ? choices.forms[0]?.name : '') ?? '';
    const file = el('input', {type: 'file', id: 'upload-file',
        accept: ENDINGS, required: true});
    const submit = el('button', {class: 'button primary', type: 'submit',
        'data-role': 'check'}, t('upload.check'));
    const node = el('form', {class: 'stack', 'data-role': 'upload',
        onsubmit: (event) => {
            event.preventDefault();
            onsubmit();
        }},
    el('div', {class: 'fields'}, kindSelect(choices, kind, context),
        bySelect(choices, kind, by, context),
        el('label', {class: 'field', for: 'upload-file'},
            el('span', {class: 'field-label'}, t('upload.file')), file)),
    blankSheet(kind, by), more(kind),
    el('p', {class: 'actions'}, submit));
    return {
        node,
        busy: (busy) => {
            submit.disabled = busy;
        },
        chosen: () => ({file: file.files[0], kind,
            params: paramsOf(node, kind, by)}),
    };
}
