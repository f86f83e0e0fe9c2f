-- role: read
-- The figures of schools at cells, by the rule of figure_rule.inc.sql. At a
-- cell that has neither finer nor coarser cells it is what the school reported.
-- $1 int[] such cells, $2 int[] other cells, $3 int[] schools
-- revision, school, cell, value, status
-- One row with the revision and NULLs; one per (school, cell) that has a
-- figure. In no order.
WITH
-- include: pair.inc.sql
,
-- include: figure.inc.sql
SELECT revision, NULL::int AS school, NULL::int AS cell, NULL::bigint AS value,
    NULL::"char" AS status
FROM data_revision
UNION ALL
SELECT NULL, school, cell, value, status
FROM observation
WHERE cell = ANY ($1::int[]) AND school = ANY ($3::int[])
UNION ALL
SELECT NULL, school, cell, value, status
FROM figure
