-- role: read
-- The figures of schools at cells, by the rule of figure_rule.inc.sql. At a
-- cell that has neither finer nor coarser cells it is what the school reported.
-- So it is at any other cell at which it reported: what it reported in detail,
-- which is most of what there is, is read only where it did not.
-- $1 int[] such cells, $2 int[] other cells, $3 int[] schools
-- revision, school, cell, value, status
-- One row with the revision and NULLs; one per (school, cell) that has a
-- figure. In no order.
WITH exact AS MATERIALIZED (
    SELECT school, cell, value, status
    FROM observation
    WHERE cell = ANY ($2::int[]) AND school = ANY ($3::int[])),
open AS ( -- cells at which not all of the schools did
    SELECT t AS target
    FROM unnest($2::int[]) t
    LEFT JOIN exact e ON e.cell = t
    GROUP BY t
    HAVING count(e.cell) < cardinality($3::int[])),
lacking AS MATERIALIZED (
    SELECT o.target, s AS school
    FROM open o
    CROSS JOIN unnest($3::int[]) s
    EXCEPT
    SELECT cell, school FROM exact),
pair AS (
    SELECT DISTINCT o.school, r.target
    FROM rollup r
    JOIN observation o ON o.cell = r.cell
    WHERE r.target = ANY (ARRAY(SELECT DISTINCT target FROM lacking))
      AND o.school = ANY (ARRAY(SELECT DISTINCT school FROM lacking))
      AND (o.school, r.target) IN (SELECT school, target FROM lacking)),
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
FROM exact
UNION ALL
SELECT NULL, school, cell, value, status
FROM figure
