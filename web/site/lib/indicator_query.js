/*
 * What may be asked of an indicator, and the questions of its page. The
 * choices are those of the address; one that its kind does not allow is
 * dropped rather than refused.
 */

/** Counted from lists of enterprises. */
export function isSets(indicator) {
    return indicator.kind === 'distinct';
}

/** Is there a year to date of it? */
export function hasMonths(indicator) {
    return indicator.period_type === 'month' && !isSets(indicator);
}

/** The period of a year in the indicator's own calendar. */
export function periodOf(indicator, year) {
    return indicator.period_type === 'school_year' ? `${year}AY`
        : String(year);
}

/** Years that the indicator has, the last one first. */
export function yearsOf(periods) {
    return [...new Set(periods.map(({period}) => Number(period.slice(0, 4))))]
        .sort((a, b) => b - a);
}

/**
 * @param {Object} indicator row of the catalogue
 * @param {Object<string, string>} params of the address
 * @param {number[]} years of yearsOf()
 */
export function choicesOf(indicator, params, years) {
    const asked = Number(params.year);
    const splits = ['area', 'school', ...indicator.breakdowns, 'growth'];
    return {
        id: indicator.code,
        area: params.area,
        year: years.includes(asked) ? asked : years[0],
        basis: params.basis === 'matched' && !isSets(indicator)
            ? 'matched' : 'all',
        ytd: hasMonths(indicator) && /^M(0[1-9]|1[0-2])$/.test(params.ytd)
            ? params.ytd : null,
        by: splits.includes(params.by) ? params.by : 'area',
    };
}

function common(choice) {
    return {indicator: choice.id, area: choice.area, ytd: choice.ytd,
        basis: choice.basis === 'all' ? null : choice.basis,
        compare: 'prev_year', labels: 'both'};
}

/** All years up to the one that is chosen, ten at most. */
export function yearsQuestion(indicator, choice, years) {
    const shown = years.filter((year) => year <= choice.year).slice(0, 10);
    return {...common(choice), lineage: true, period: shown
        .map((year) => periodOf(indicator, year)).reverse()};
}

/** One year by area, school or a dimension. */
export function splitQuestion(indicator, choice) {
    return {...common(choice), lineage: true, by: choice.by,
        period: periodOf(indicator, choice.year)};
}

/** What the areas did to the change: path and parameters. */
export function growthQuestion(indicator, choice) {
    return {
        path: indicator.kind === 'ratio' ? '/v1/decompositions'
            : '/v1/contributions',
        params: {indicator: choice.id, area: choice.area, ytd: choice.ytd,
            basis: choice.basis === 'all' ? null : choice.basis,
            period: periodOf(indicator, choice.year), by: 'area'},
    };
}
