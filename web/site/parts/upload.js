/*
 * Bringing in a file: choose it, have it checked, see what it would change,
 * store it. Nothing is stored before somebody has seen the effect.
 */
import {forget} from '../lib/catalogue.js';
import {el, fill} from '../lib/dom.js';
import {freshKey, sendFile} from '../lib/importing.js';
import {digits} from '../lib/number.js';
import {href} from '../lib/router.js';
import {t} from '../lib/text.js';
import {explanations, faultList} from './faults.js';
import {impactList, rowCounts} from './impact.js';
import {notice} from './notice.js';
import {progress} from './progress.js';
import {failure} from './state.js';
import {takeBackButton} from './take_back.js';
import {uploadForm} from './upload_form.js';

/** Everything that one card knows; `shown` is where results stand. */
class Upload {
    constructor(choices, context) {
        this.context = context;
        this.shown = el('div', {class: 'stack', 'data-role': 'result',
            tabindex: -1});
        this.form = uploadForm(choices, context, () => this.check());
        this.explained = null;
        // One attempt to commit, however often the button is pressed.
        this.key = null;
    }

    /** Puts the result there and leads the reader to it. */
    show(...children) {
        fill(this.shown, children);
        this.shown.focus();
        this.shown.scrollIntoView({block: 'nearest'});
    }

    /** @returns {Promise<Object|null>} the answer; null: see this.shown */
    async send(mode, key) {
        const bar = progress(t(`upload.${mode}`));
        this.form.busy(true);
        fill(this.shown, bar.node);
        try {
            const chosen = this.form.chosen();
            return await sendFile(chosen.file, {
                kind: chosen.kind, key, signal: this.context.signal,
                params: {...chosen.params, mode,
                    ...this.explained?.params()},
                onSent: bar.sent, onProgress: bar.reached});
        } catch (error) {
            if (!this.context.signal.aborted) {
                this.refused(error);
            }
            return null;
        } finally {
            this.form.busy(false);
        }
    }

    refused(error) {
        const {problem} = error;
        if (!problem?.rows) {
            this.show(failure(error));
            return;
        }
        this.explained = explanations(problem.errors);
        this.show(
            notice('error', t('upload.refused',
                {count: digits(problem.error_count)})),
            faultList(problem),
            this.explained?.node,
            this.explained ? el('button', {class: 'button', type: 'button',
                onclick: () => this.check(true)}, t('upload.again')) : null,
            el('p', {class: 'soft'}, t('upload.mend')));
        this.context.onchange();
    }

    /** @param {boolean} again with the explanations that were given */
    async check(again = false) {
        if (!again) {
            this.explained = null;
        }
        const answer = await this.send('validate', null);
        if (answer !== null) {
            this.key = freshKey();
            this.show(...await this.checked(answer));
            this.context.onchange();
        }
    }

    async checked(answer) {
        return [
            notice('good', t('upload.checked')),
            rowCounts(answer.rows),
            answer.errors ? faultList(answer) : null,
            warningList(answer),
            el('h3', null, t('impact.title')),
            await impactList(answer.impact, this.context.signal),
            el('p', {class: 'actions'},
                el('button', {class: 'button primary', type: 'button',
                    'data-role': 'commit',
                    onclick: () => this.commit()}, t('upload.store'))),
        ];
    }

    async commit() {
        const answer = await this.send('commit', this.key);
        if (answer === null) {
            return;
        }
        forget();
        this.show(
            notice('good', t('upload.stored', {revision: answer.revision})),
            rowCounts(answer.rows),
            warningList(answer),
            el('p', {class: 'actions'},
                takeBackButton(answer, this.context),
                el('a', {class: 'button', href: href('overview')},
                    t('upload.overview'))));
        this.context.onchange();
    }
}

function warningList(answer) {
    const lines = [
        ...(answer.warnings ?? []).map((warning) => [warning.code,
            warning.subject].filter(Boolean).join(t('list.colon'))),
        ...(answer.findings ?? []).map((finding) => finding.message),
        ...(answer.normalised ?? []).map((done) => t('upload.normalised',
            {kind: done.kind, count: digits(done.count),
                first: done.first})),
    ];
    return lines.length === 0 ? null : el('details', {class: 'warnings'},
        el('summary', null, t('upload.warnings', {count: lines.length})),
        el('ul', {class: 'faults'}, lines.map(
            (line) => el('li', null, line))));
}

/**
 * @param {{forms: Object[], profiles: Object[], kinds: string[]}} choices
 * @param {Object} context of the page, with onchange(): there is another
 *     import
 * @returns {HTMLElement}
 */
export function uploadCard(choices, context) {
    const upload = new Upload(choices, context);
    return el('section', {class: 'card stack', 'aria-labelledby': 'upload'},
        el('h2', {id: 'upload'}, t('upload.title')),
        upload.form.node, upload.shown);
}
