/*
 * The blanks of a bureau's yearly summary, each with the figures that fill
 * it, the one that it asks for first. `from` says how a figure of a report
 * year is asked for:
 *   months       reported by month: the year, or the year to date
 *   batches      reported in some months only: always the year to date
 *   year         of the calendar year, or a stock within it
 *   school_year  of the school year that begins in the report year
 *   graduates    of the school year that ends in it
 *   sets         counted from lists of enterprises, at the end of the year or
 *                of its last month
 */
const blank = (id, ...figures) => ({id, figures: figures.map(
    ([indicator, from]) => ({indicator, from}))});

export const GROUPS = [
    {id: 'results', blanks: [
        blank('B1', ['train_persontimes', 'months'],
            ['train_persontimes_subsidised', 'months'],
            ['train_persontimes_key', 'months']),
        blank('B2', ['ent_central_leading', 'sets'],
            ['ent_partners', 'sets']),
        blank('B3', ['ent_oncampus', 'sets'], ['ent_oncampus_new', 'sets']),
        blank('B4', ['adv_rate_hv', 'graduates'],
            ['adm_rate_hv', 'graduates']),
        blank('B5', ['majors_prov_key', 'year'],
            ['majors_prov_key_new', 'year']),
        blank('B6', ['schools_prov_quality_hv', 'year']),
    ]},
    {id: 'problems', blanks: [
        blank('P1', ['five_year_enrol_share', 'school_year'],
            ['five_year_student_share', 'year']),
        blank('P2', ['dual_share_major', 'year'], ['teachers_dual', 'year'],
            ['dual_50plus_share', 'year'], ['dual_avg_age', 'year']),
        blank('P3', ['bases_oncampus', 'year'],
            ['bases_complete_share', 'year'], ['base_area', 'year'],
            ['workstations_per_100', 'year']),
    ]},
    {id: 'measures', blanks: [
        blank('L1', ['fund_total', 'year'], ['fund_gov', 'year'],
            ['fund_loan', 'year'], ['fund_social_share', 'year']),
        blank('L2', ['comp_awards', 'year']),
        blank('L3', ['apprentice_students', 'year'],
            ['apprentice_share', 'year']),
        blank('L4', ['skill_certs', 'batches'], ['skill_assessed', 'batches'],
            ['skill_pass_rate', 'batches']),
    ]},
];

/** Every figure of every blank. */
export function allFigures() {
    return GROUPS.flatMap(({blanks}) => blanks.flatMap(
        ({figures}) => figures));
}
