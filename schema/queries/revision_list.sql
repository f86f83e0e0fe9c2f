-- role: read
-- The revisions that may have changed a figure of an area: those that wrote
-- or ended a version of an observation that it is made of, or moved a school
-- into the area or out of it. It may have been made of the cell of another
-- date then, as stocks are.
-- $1 int[] cells, $2 int area, $3 int revision that the list begins behind,
-- $4 int the last one, $5 int how many, $6 date and $7 date: the first and
-- last day of the periods
-- revision, committed at (ISO 8601, UTC), import
-- Up to $5 rows, rising.
WITH
-- include: revision_inside.inc.sql
,
-- include: cell_day.inc.sql
,
target AS (
    SELECT t AS cell FROM unnest($1::int[]) t
    UNION
    SELECT o.id
    FROM cell c
    JOIN cell o ON o.indicator = c.indicator AND o.breakdown = c.breakdown
    JOIN begun b ON b.cell = o.id
    WHERE c.id = ANY ($1::int[])
      AND o.period % 1000 NOT BETWEEN 41 AND 52 -- no year to date
      AND b.day BETWEEN $6::date AND $7::date),
source AS (
    SELECT cell FROM target
    UNION
    SELECT r.cell
    FROM target t
    JOIN rollup r ON r.target = t.cell),
touched AS (
    SELECT o.revision
    FROM source s
    JOIN observation o ON o.cell = s.cell
    WHERE o.school IN (SELECT school FROM inside)
    UNION
    SELECT x.revision
    FROM source s
    JOIN observation_history h ON h.cell = s.cell
    CROSS JOIN LATERAL (VALUES (h.revision), (h.until)) x (revision)
    WHERE h.school IN (SELECT school FROM inside)
    UNION
    SELECT until FROM school_area_history
    WHERE school IN (SELECT school FROM inside))
-- include: revision_touched.inc.sql
