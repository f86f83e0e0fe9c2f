/*
 * What schools report, and for which periods. Entries of enterprises go on
 * into years of which nothing else is known, so they do not count here.
 */
import {indicators, periods} from './catalogue.js';

const KINDS = new Set(['flow', 'stock']); // ratios and sets follow
const AT_ONCE = 50; // indicators of one question

/** Rows of `/v1/indicators` that are reported, of a type of period or all. */
export async function reportedIndicators(type) {
    return [...(await indicators()).values()].filter((row) => row.has_data
        && KINDS.has(row.kind) && (!type || row.period_type === type));
}

/** Rows of `/v1/periods` that have reports, in their order. */
export async function reportedPeriods() {
    const codes = (await reportedIndicators()).map((row) => row.code);
    return codes.length === 0 ? [] : periods(codes.slice(0, AT_ONCE));
}

/** The years that have reports, the last first; this year, if none. */
export async function reportedYears() {
    const years = (await reportedPeriods())
        .filter((row) => row.type !== 'school_year')
        .map((row) => Number(row.last_day.slice(0, 4)));
    const known = [...new Set(years)].sort((a, b) => b - a);
    return known.length > 0 ? known : [new Date().getFullYear()];
}
