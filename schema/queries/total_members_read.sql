-- role: read
-- The sums of areas over several cells at once, where a school that has a
-- figure in more than one of them counts once.
-- $1 int[] cells, $2 int[] the slot of each cell, $3 int[] areas, $4
-- boolean letters are wanted
-- revision, slot, area, sum, reported, missing, statuses, letters
-- One row with the revision and NULLs; one per (slot, area) with a figure,
-- with the statuses of its schools as letters, and one letter of each school.
-- In no order.
WITH wanted AS (
    SELECT cell, slot
    FROM unnest($1::int[], $2::int[]) AS w (cell, slot)),
inside AS (
    SELECT a.ancestor AS area, s.id AS school
    FROM area_ancestor a
    JOIN school s ON s.area = a.area
    WHERE a.ancestor = ANY ($3::int[])),
reporting AS (
    SELECT o.school, w.cell AS target
    FROM wanted w
    JOIN observation o ON o.cell = w.cell
    UNION
    SELECT o.school, w.cell
    FROM wanted w
    JOIN rollup r ON r.target = w.cell
    JOIN observation o ON o.cell = r.cell),
pair AS (
    SELECT p.school, p.target
    FROM reporting p
    WHERE p.school IN (SELECT school FROM inside)),
-- include: figure.inc.sql
, summed AS (
    SELECT w.slot, f.school, sum(f.value)::bigint AS value,
        string_agg(f.status::text, '') AS statuses,
        coalesce(min(strpos('BOMLHQJSDKWIFEPNUVGA', f.status::text))
                     FILTER (WHERE f.value IS NOT NULL),
                 min(strpos('BOMLHQJSDKWIFEPNUVGA', f.status::text)))
            AS weightiest
    FROM figure f
    JOIN wanted w ON w.cell = f.cell
    GROUP BY w.slot, f.school),
answer AS (
    SELECT s.slot, i.area, coalesce(sum(s.value), 0)::bigint AS sum,
        count(s.value) AS reported, count(*) - count(s.value) AS missing,
        string_agg(DISTINCT s.statuses, '') AS statuses,
        string_agg(substr('BOMLHQJSDKWIFEPNUVGA', s.weightiest, 1), '')
            FILTER (WHERE $4::text::boolean) AS letters
    FROM summed s
    JOIN inside i ON i.school = s.school
    GROUP BY s.slot, i.area)
SELECT r.revision, a.slot, a.area, a.sum, a.reported, a.missing, a.statuses,
    a.letters
FROM data_revision r
LEFT JOIN answer a ON true
