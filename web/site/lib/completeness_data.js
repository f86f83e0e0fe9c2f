/* Who has reported: the questions to `/v1/completeness`. */
import {get} from './api.js';
import {reportedPeriods} from './reported.js';
import {rowsOf} from './rows.js';

const PATH = '/v1/completeness';
const AT_ONCE = 50; // indicators of one question
const SCHOOLS = 1000;

const OF_EACH = {month: 36, calendar_year: 8, school_year: 8,
    point_in_time: 8};

/** The latest periods of each type, the last first. */
export async function periodsByType() {
    const known = await reportedPeriods();
    return Object.entries(OF_EACH).flatMap(([type, count]) => known
        .filter((row) => row.type === type).slice(-count).reverse());
}

/** One row for each indicator. */
export async function byIndicator(rows, {area, period}, signal) {
    const codes = rows.map((row) => row.code);
    const pages = [];
    for (let at = 0; at < codes.length; at += AT_ONCE) {
        pages.push(get(PATH, {indicator: codes.slice(at, at + AT_ONCE),
            area, period}, signal));
    }
    return (await Promise.all(pages)).flatMap(rowsOf);
}

/** One row for each area directly below. */
export async function byArea({area, period, indicator}, signal) {
    return rowsOf(await get(PATH, {indicator, area, period, by: 'area'},
        signal));
}

/** What `list=missing` is asked with. */
export function missingParams({area, period, indicator}) {
    return {indicator, area, period, list: 'missing'};
}

/** A page of the schools that have not reported. */
export async function missingSchools(choice, cursor, signal) {
    const answer = await get(PATH, {...missingParams(choice),
        limit: SCHOOLS, cursor}, signal);
    return {rows: rowsOf(answer), next: answer.meta.next};
}
