-- role: read
-- The figures of schools at cells, by the rule of figure.inc.sql.
-- $1 int[] cells, $2 int[] schools
-- revision, school, cell, value, status
-- One row per (school, cell) that has a figure; at least one row: where
-- there is none, a row with the revision and NULLs.
WITH pair AS (
    SELECT s AS school, t AS target
    FROM unnest($1::int[]) t
    CROSS JOIN unnest($2::int[]) s),
-- include: figure.inc.sql
SELECT r.revision, f.school, f.cell, f.value, f.status
FROM data_revision r
LEFT JOIN figure f ON true
