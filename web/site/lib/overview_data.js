/*
 * The figures of the overview in as few questions as there are calendars: all
 * indicators of one are asked for together, for five years at once.
 */
import {get} from './api.js';
import {allFigures} from './blanks.js';
import {years} from './period.js';
import {measuresOf, rowsOf, warningsOf} from './rows.js';

const YEARS = 5;

/** A question: which figures, in which periods, and how a period is found. */
function questions(year, through) {
    const list = years(year, YEARS);
    const whole = list.map(String);
    const ay = (shift) => (at) => `${at + shift}AY`;
    const calendar = {from: through ? ['year'] : ['year', 'months'],
        period: whole, periodOf: String};
    const schools = {from: ['school_year', 'graduates'],
        period: [`${year - YEARS}AY..${year}AY`],
        periodOf: (at, from) => ay(from === 'graduates' ? -1 : 0)(at)};
    const sets = {from: ['sets'], period: whole, ytd: through,
        periodOf: String};
    const monthly = {from: through ? ['months', 'batches'] : ['batches'],
        period: whole, ytd: through ?? 'M12', periodOf: String};
    return [calendar, schools, sets, monthly];
}

async function ask(question, known, area, signal) {
    const figures = allFigures().filter(({indicator, from}) =>
        question.from.includes(from) && known.has(indicator));
    if (figures.length === 0) {
        return null;
    }
    const answer = await get('/v1/data', {
        indicator: figures.map(({indicator}) => indicator),
        period: question.period,
        ytd: question.ytd,
        area,
        compare: 'prev_year',
        lineage: true,
    }, signal);
    return {question, figures, answer};
}

/** Series of a figure: one row of the service for each year, or null. */
function collect({question, figures, answer}, list, found) {
    const measures = measuresOf(answer);
    const rows = new Map(rowsOf(answer).map((row) =>
        [`${row.indicator} ${row.period}`, row]));
    const dates = new Map(answer.meta.reference_dates.map((row) =>
        [`${row.indicator} ${row.period}`, row.taken_at]));
    for (const {indicator, from} of figures) {
        const series = list.map((at) => {
            const period = question.periodOf(at, from);
            return {period, row: rows.get(`${indicator} ${period}`) ?? null};
        });
        const last = series.at(-1);
        found.set(indicator, {measure: measures.get(indicator), series,
            now: last.row, period: last.period,
            takenAt: dates.get(`${indicator} ${last.period}`) ?? null,
            months: question.ytd ?? null});
    }
}

/**
 * @param {{year: number, through: string|null, area: string|undefined}} choice
 *     `through`: `M08` for the year to date
 * @param {Map} known the indicators that there are
 * @param {AbortSignal} signal
 * @returns {Promise<{figures: Map, warnings: string[], meta: Object}>}
 *     figures: indicator to {measure, series, now, period, takenAt, months}
 */
export async function overviewData({year, through, area}, known, signal) {
    const answers = (await Promise.all(questions(year, through).map(
        (question) => ask(question, known, area, signal)))).filter(Boolean);
    const figures = new Map();
    for (const one of answers) {
        collect(one, years(year, YEARS), figures);
    }
    return {figures, meta: answers[0]?.answer.meta,
        warnings: answers.flatMap(({answer}) => warningsOf(answer))};
}
