/*
 * Where a figure comes from: what it is, what its rows come to when the
 * service adds them up again, and the rows, each with its file and line.
 */
import '../words/lineage.js';
import {get} from '../lib/api.js';
import {area, indicators, memberName, schools}
    from '../lib/catalogue.js';
import {el, fill} from '../lib/dom.js';
import {digits, unitText} from '../lib/number.js';
import {periodText} from '../lib/period.js';
import {nameOf, t} from '../lib/text.js';
import {openDialog} from './dialog.js';
import {lineageColumns} from './lineage_columns.js';
import {records} from './records.js';
import {failure, loading} from './state.js';
import {askToken} from './token.js';

const PAGE = 200;

function partsEqual(sum, figure) {
    return sum !== null && typeof sum === 'object'
        ? sum.numerator === figure.numerator
            && sum.denominator === figure.denominator
        : sum === figure.value;
}

/** As many decimals as the number has. */
function plain(number) {
    const [, part] = String(number ?? 0).split('.');
    return digits(number, part ? part.length : 0);
}

/** What the rows come to, summed again by the service. */
function sumText({sum, figure}) {
    if (sum === null || sum === undefined) {
        return null;
    }
    const words = typeof sum === 'object'
        ? t('lineage.parts_sum', {numerator: plain(sum.numerator),
            denominator: plain(sum.denominator)})
        : t('lineage.sum', {sum: plain(sum)});
    return el('p', {'data-role': 'sum'}, words, ' ',
        partsEqual(sum, figure)
            ? el('strong', {class: 'agrees'}, t('lineage.agrees')) : null);
}

async function membersText(members) {
    const texts = Object.entries(members).map(async ([dimension, codes]) =>
        (await Promise.all(codes.map((code) => memberName(dimension, code))))
            .join('+'));
    return (await Promise.all(texts)).join(' · ');
}

async function placeText(figure) {
    const row = figure.school
        ? (await schools([figure.school])).get(figure.school)
        : await area(figure.area);
    return row ? nameOf(row) : figure.school ?? figure.area;
}

/** What the figure is, as names and values. */
async function about(figure, other) {
    const row = (await indicators()).get(figure.indicator);
    const lines = [
        ['lineage.indicator', row ? nameOf(row) : figure.indicator],
        ['lineage.where', await placeText(figure)],
        ['lineage.period', [periodText(figure.period), figure.ytd]
            .filter(Boolean).join(' ')],
        ['lineage.breakdown', await membersText(figure.members)],
        ['lineage.value', [plain(figure.value), unitText(figure.unit)]
            .join(' ')],
        ['lineage.basis', figure.basis ? t(`lineage.${figure.basis}`)
            : null],
        ['lineage.reported', digits(figure.reported)],
        ['lineage.at', figure.revision],
        ['lineage.other', other],
    ].filter(([, value]) => value !== null && value !== '');
    return el('dl', {class: 'record'}, lines.map(([key, value]) =>
        el('div', null, el('dt', null, t(key)), el('dd', null, value))));
}

/** One window: a figure, and the rows that have been asked for. */
class Lineage {
    constructor(body) {
        this.body = body;
        this.rows = [];
    }

    /** Another figure in the same window. */
    open(id) {
        this.id = id;
        this.rows = [];
        fill(this.body, loading(6));
        return this.more();
    }

    async more(cursor) {
        try {
            const path = `/v1/figures/${encodeURIComponent(this.id)}/lineage`;
            await this.show(await get(path, {limit: PAGE, cursor}));
        } catch (error) {
            const again = () => this.more(cursor);
            fill(this.body, failure(error,
                {retry: again, askToken: () => askToken(again)}));
        }
    }

    /** The other figure of a panel: of a value its base, and back. */
    other({compared_with: id, side}) {
        return id ? el('button', {type: 'button', class: 'button small',
            onclick: () => this.open(id)},
        t(side === 'base' ? 'lineage.to_value' : 'lineage.to_base')) : null;
    }

    async show(answer) {
        this.rows.push(...answer.rows);
        const [head, names] = await Promise.all([
            about(answer.figure, this.other(answer.figure)),
            schools(this.rows.map(({school}) => school).filter(Boolean))]);
        fill(this.body, head,
        sumText(answer),
        records(t('lineage.title'), lineageColumns(this.rows, names),
            this.rows),
        el('p', {class: 'actions'},
            el('span', {class: 'soft', 'data-role': 'row-count'},
                t(answer.next ? 'lineage.rows' : 'lineage.all_rows',
                    {count: digits(this.rows.length)})),
            answer.next ? el('button', {class: 'button small',
                type: 'button', 'data-role': 'more-rows',
                onclick: () => this.more(answer.next)}, t('lineage.more'))
                : null));
    }
}

/**
 * @param {string} id figure_id of a row of `/v1/data?lineage=true`
 * @param {string} label what the figure is
 */
export function openLineage(id, label) {
    const body = el('div', {class: 'lineage', 'data-role': 'lineage'});
    openDialog(t('lineage.heading', {label}), body);
    new Lineage(body).open(id);
}
