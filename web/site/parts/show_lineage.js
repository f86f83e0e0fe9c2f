/* Opens the lineage of a figure; its code comes when somebody asks first. */

/**
 * @param {string} id figure_id of a row of `/v1/data?lineage=true`
 * @param {string} label what the figure is
 */
export async function showLineage(id, label) {
    const {openLineage} = await import('./lineage.js');
    openLineage(id, label);
}
