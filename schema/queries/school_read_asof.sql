-- role: read
-- The figures of schools at cells as they stood at a revision or time, and
-- the area in which each school counted then.
-- $1 int[] cells, $2 int[] schools, $3 text revision or time as in
-- asof.inc.sql, $4 int[] areas: also schools that once lay in or below them
-- revision (the current one), the revision that $3 means, school, its area,
-- cell, value, status
-- One row per (school, cell) that had a figure; at least one row: where there
-- is none, a row with both revisions and NULLs.
WITH moment AS (SELECT $3::text AS at),
-- include: asof.inc.sql
,
wanted AS (
    SELECT school
    FROM unnest($2::int[]) s (school)
    UNION
    SELECT h.school
    FROM area_ancestor a
    JOIN school_area_history h ON h.area = a.area
    WHERE a.ancestor = ANY ($4::int[])),
pair AS (
    SELECT w.school, t AS target
    FROM unnest($1::int[]) t
    CROSS JOIN wanted w),
-- include: figure.inc.sql
SELECT r.revision, a.revision AS asof, f.school,
    coalesce((SELECT h.area
              FROM school_area_history h
              WHERE h.school = f.school AND h.until > a.revision
              ORDER BY h.until
              LIMIT 1),
             (SELECT s.area FROM school s WHERE s.id = f.school)) AS area,
    f.cell, f.value, f.status
FROM data_revision r
CROSS JOIN asof a
LEFT JOIN figure f ON true
