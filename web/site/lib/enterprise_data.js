/*
 * Which enterprises a count is made of, and which came and went. Who is new
 * and who is lost says `/v1/data?sets=list`; who is in the count at all, and
 * with which schools, says its lineage.
 */
import {get} from './api.js';
import {rowsOf} from './rows.js';

/** Counts of enterprises that are in force on a day. */
export const COUNTS = ['ent_partners', 'ent_central_leading',
    'ent_oncampus'];
export const BREAKDOWNS = ['ent_tier', 'coop_mode'];
export const YEARS = 6;

const PAGE = 2000;
const PAGES = 10; // 20,000 entries: more than a province has

function where(choice) {
    return Object.fromEntries(BREAKDOWNS.filter((name) => choice[name])
        .map((name) => [`where.${name}`, choice[name]]));
}

/** The question that everything on the page is part of. */
export function question(choice, more) {
    return {indicator: choice.indicator, area: choice.area,
        period: choice.year, ...where(choice), ...more};
}

/** All entries of a count, and whether that was all. */
async function entriesOf(figureId, signal) {
    const rows = [];
    let cursor = null;
    for (let page = 0; page < PAGES && figureId; page += 1) {
        const path = `/v1/figures/${encodeURIComponent(figureId)}/lineage`;
        const answer = await get(path, {limit: PAGE, cursor}, signal);
        rows.push(...answer.rows);
        cursor = answer.next;
        if (!cursor) {
            return {rows, whole: true};
        }
    }
    return {rows, whole: !figureId};
}

/** Entries by credit code: Map of code to {credit_code, enterprise,
 * entries}. */
function byEnterprise(rows) {
    const made = new Map();
    for (const row of rows.filter((one) => one.credit_code)) {
        const known = made.get(row.credit_code) ?? {
            credit_code: row.credit_code, enterprise: row.enterprise,
            entries: []};
        known.entries.push(row);
        made.set(row.credit_code, known);
    }
    return made;
}

function withEntries(list, known) {
    return list.map((row) => known.get(row.credit_code)
        ?? {...row, entries: []});
}

/**
 * @param {{indicator: string, area: string, year: number}} choice with
 *     ent_tier and coop_mode
 * @returns {Promise<Object|null>} row: the count with its change; new, lost,
 *     kept: lists of {credit_code, enterprise, entries}; whole: nothing was
 *     left out; null: there is no count
 */
export async function enterpriseData(choice, signal) {
    const [answer, before] = await Promise.all([
        get('/v1/data', question(choice, {compare: 'prev_year',
            sets: 'list', lineage: true}), signal),
        get('/v1/data', question(choice, {period: choice.year - 1,
            lineage: true}), signal)]);
    const [row] = rowsOf(answer);
    if (!row) {
        return null;
    }
    const [now, then] = await Promise.all([
        entriesOf(row.figure_id, signal),
        entriesOf(rowsOf(before)[0]?.figure_id, signal)]);
    const current = byEnterprise(now.rows);
    const fresh = new Set(answer.meta.sets.new.map(
        (one) => one.credit_code));
    return {
        row,
        answer,
        whole: now.whole && then.whole,
        new: withEntries(answer.meta.sets.new, current),
        lost: withEntries(answer.meta.sets.lost, byEnterprise(then.rows)),
        kept: [...current.values()].filter(
            (one) => !fresh.has(one.credit_code)),
    };
}

/** The count by the members of a dimension, with what came and went. */
export async function enterpriseParts(choice, dimension, signal) {
    const answer = await get('/v1/data', question(choice, {by: dimension,
        labels: 'both', compare: 'prev_year', lineage: true}), signal);
    return rowsOf(answer);
}

/** The question about the years up to the one that is chosen. */
export function yearsQuestion(choice) {
    const first = choice.year - YEARS + 1;
    return question(choice, {period: `${first}..${choice.year}`,
        compare: 'prev_year', lineage: true});
}
