/* Answers of `/v1/data` as objects. */

/** Rows as objects by column id. */
export function rowsOf(answer) {
    const ids = answer.columns.map((column) => column.id);
    return answer.rows.map((row) =>
        Object.fromEntries(ids.map((id, at) => [id, row[at]])));
}

/** Map of indicator to `{id, name, unit, decimals, kind}` of an answer. */
export function measuresOf(answer) {
    return new Map(answer.meta.indicators.map((row) => [row.id, row]));
}

/** What the service says about an answer, each text once. */
export function warningsOf(answer) {
    return [...new Set(answer.meta.warnings.map((row) => row.message))];
}
