-- role: read
-- As school_read.sql, at a revision or time, and the area in which each school
-- counted then, NULL if it is that of today.
-- $1 int[] cells without finer or coarser ones, $2 int[] other cells, $3 int[]
-- schools, $4 text revision or time as in asof.inc.sql
-- revision (the current one), the revision that $4 means, school, its area,
-- cell, value, status
-- One row with both revisions and NULLs; one per (school, cell) that had a
-- figure. In no order.
WITH moment AS (SELECT $4::text AS at),
-- include: asof.inc.sql
,
-- include: pair.inc.sql
,
-- include: figure.inc.sql
, reading AS (
    SELECT school, cell, value, status
    FROM observation
    WHERE cell = ANY ($1::int[]) AND school = ANY ($3::int[])
    UNION ALL
    SELECT school, cell, value, status
    FROM figure)
SELECT r.revision, a.revision AS asof, NULL::int AS school, NULL::int AS area,
    NULL::int AS cell, NULL::bigint AS value, NULL::"char" AS status
FROM data_revision r
CROSS JOIN asof a
UNION ALL
SELECT NULL, NULL, g.school,
    (SELECT h.area -- by the key alone, whatever the planner thinks of joins
     FROM school_area_history h
     WHERE h.school = g.school AND h.until > (SELECT revision FROM asof)
     ORDER BY h.until
     LIMIT 1),
    g.cell, g.value, g.status
FROM reading g
