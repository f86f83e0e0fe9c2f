-- role: read
-- As school_read.sql, at a revision or time, and where schools counted then
-- that are elsewhere now.
-- $1 int[] cells without finer or coarser ones, $2 int[] other cells, $3 int[]
-- schools, $4 text revision or time as in asof.inc.sql
-- revision (the current one), the revision that $4 means, school, its area,
-- cell, value, status
-- One row with both revisions and NULLs; one without an area per (school,
-- cell) that had a figure; one without a cell per school that has moved since.
-- In no order.
WITH moment AS (SELECT $4::text AS at),
-- include: asof.inc.sql
,
-- include: pair.inc.sql
,
-- include: figure.inc.sql
SELECT r.revision, a.revision AS asof, NULL::int AS school, NULL::int AS area,
    NULL::int AS cell, NULL::bigint AS value, NULL::"char" AS status
FROM data_revision r
CROSS JOIN asof a
UNION ALL
SELECT NULL, NULL, school, NULL, cell, value, status
FROM observation
WHERE cell = ANY ($1::int[]) AND school = ANY ($3::int[])
UNION ALL
SELECT NULL, NULL, school, NULL, cell, value, status
FROM figure
UNION ALL
SELECT NULL, NULL, h.school, h.area, NULL, NULL, NULL
FROM (SELECT DISTINCT ON (school) school, area
      FROM school_area_history
      WHERE school = ANY ($3::int[])
        AND until > (SELECT revision FROM asof)
      ORDER BY school, until) h
