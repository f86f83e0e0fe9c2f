-- role: read
-- The observations that figures are made of, as they stood at a revision: for
-- each school and cell asked for those that the rule of figure.inc.sql takes,
-- and the sums over all of them.
-- $1 int[] cells and $2 int[] the school of each, $3 int[] its part (0
-- numerator, 1 denominator), $4 text revision as in asof.inc.sql, $5 int part,
-- $6 int school and $7 int cell of the row before, $8 int how many
-- part, sum and number of all observations of the part (two rows at most,
-- without a cell), then per observation: part, NULLs, school, cell, value,
-- status, import, file name, sha256, line, and of a
-- workbook sheet and row
-- Up to $8 + 2 rows.
WITH moment AS (SELECT $4::text AS at),
-- include: asof.inc.sql
,
pair AS (
    SELECT DISTINCT school, target
    FROM unnest($1::int[], $2::int[]) AS p (target, school)),
-- include: figure.inc.sql
, taken AS (
    SELECT m.school, m.target, m.target AS cell
    FROM summary m
    WHERE m.lowest = 0
    UNION ALL
    SELECT m.school, m.target, r.cell
    FROM summary m
    JOIN rollup r ON r.target = m.target AND r.rank = m.lowest
    WHERE m.lowest > 0 AND m.lowest = m.highest
    UNION ALL
    SELECT m.school, m.target, c.cell
    FROM summary m
    CROSS JOIN LATERAL (
-- include: figure_mixed.inc.sql
    ) c
    WHERE m.lowest > 0 AND m.lowest < m.highest),
contribution AS MATERIALIZED (
    SELECT w.part, s.code, t.school, t.cell, o.value, o.status, o.revision,
        o.line
    FROM unnest($1::int[], $2::int[], $3::int[]) AS w (target, school, part)
    JOIN taken t ON t.target = w.target AND t.school = w.school
    JOIN observation o ON o.cell = t.cell AND o.school = t.school
    JOIN school s ON s.id = t.school),
page AS (
    SELECT *
    FROM contribution
    WHERE (part, code, cell) >
          ($5::int, coalesce((SELECT code FROM school WHERE id = $6::int), ''),
           $7::int)
    ORDER BY part, code, cell
    LIMIT $8::int)
SELECT part, sum(value)::bigint AS sum, count(*) AS observations,
    NULL::int AS school, NULL::int AS cell, NULL::bigint AS value,
    NULL::"char" AS status, NULL::uuid AS import, NULL::text AS file_name,
    NULL::text AS sha256, NULL::int AS line, NULL::text AS sheet,
    NULL::int AS row, NULL::text AS code
FROM contribution
GROUP BY part
UNION ALL
SELECT p.part, NULL, NULL, p.school, p.cell, p.value, p.status, i.id,
    i.file_name, i.sha256, p.line, place.sheet, place.row, p.code
FROM page p
JOIN import i ON i.revision = p.revision AND i.changed
CROSS JOIN LATERAL (SELECT i.id AS import, p.line) told
LEFT JOIN LATERAL (
-- include: import_place.inc.sql
) place ON true
ORDER BY observations, part, code, cell
