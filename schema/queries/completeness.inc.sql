-- Who reported what is expected of them. Needs $1 int[] cells, $2 int[] the
-- slot of each, $3 bigint[] when it is due (seconds since 1970; NULL: a cell
-- of the base), $4 int[] how many cells make a slot, $5 date[] and $6 date[]
-- its first and last day, $7 int[] areas. Gives judged (slot, school, area,
-- reported, missing, on_time, weight): the schools of the areas that were
-- open in the slot's period. A school has reported when every cell has its
-- value; what it reported first decides whether that was in time, at
-- whatever breakdown that adds up to the cell.
WITH wanted AS (
    SELECT w.cell, w.slot, to_timestamp(w.due) AS due
    FROM unnest($1::int[], $2::int[], $3::bigint[]) AS w (cell, slot, due)),
slot AS (
    SELECT s.slot, s.needed, s.first_day, s.last_day
    FROM unnest($4::int[], $5::date[], $6::date[])
        WITH ORDINALITY AS s (needed, first_day, last_day, slot)),
inside AS (
    SELECT s.id AS school, s.area, s.opened, s.closed
    FROM school s
    WHERE EXISTS (SELECT 1 FROM area_ancestor a
                  WHERE a.area = s.area AND a.ancestor = ANY ($7::int[]))),
target AS (
    SELECT DISTINCT cell FROM wanted),
source AS (
    SELECT cell AS target, cell FROM target
    UNION ALL
    SELECT r.target, r.cell
    FROM target t
    JOIN rollup r ON r.target = t.cell),
version AS (
    SELECT s.target, o.school, o.revision, o.value, true AS is_current
    FROM source s
    JOIN observation o ON o.cell = s.cell
    UNION ALL
    SELECT s.target, h.school, h.revision, h.value, false
    FROM source s
    JOIN observation_history h ON h.cell = s.cell),
seen AS (
    SELECT target, school, bool_or(is_current) AS is_current,
        min(revision) FILTER (WHERE value IS NOT NULL) AS revision
    FROM version
    WHERE school IN (SELECT school FROM inside)
    GROUP BY target, school),
pair AS (
    SELECT school, target FROM seen WHERE is_current),
-- include: figure.inc.sql
, told AS (
    SELECT w.slot, f.school, count(*) AS said, count(f.value) AS has,
        count(*) FILTER (WHERE f.value IS NOT NULL AND i.received_at < w.due)
            AS in_time
    FROM wanted w
    JOIN figure f ON f.cell = w.cell
    JOIN seen s ON s.target = f.cell AND s.school = f.school
    LEFT JOIN import i ON i.revision = s.revision AND i.changed
    WHERE w.due IS NOT NULL
    GROUP BY w.slot, f.school),
base AS (
    SELECT w.slot, f.school, sum(f.value) AS weight
    FROM wanted w
    JOIN figure f ON f.cell = w.cell
    WHERE w.due IS NULL
    GROUP BY w.slot, f.school),
judged AS (
    SELECT s.slot, i.school, i.area,
        coalesce(t.has = s.needed, false) AS reported,
        coalesce(t.said = s.needed AND t.has < s.needed, false) AS missing,
        coalesce(t.in_time = s.needed, false) AS on_time,
        b.weight
    FROM slot s
    JOIN inside i ON (i.opened IS NULL OR i.opened <= s.last_day)
        AND (i.closed IS NULL OR i.closed >= s.first_day)
    LEFT JOIN told t ON t.slot = s.slot AND t.school = i.school
    LEFT JOIN base b ON b.slot = s.slot AND b.school = i.school)
