-- role: read
-- The observations that figures are made of, as they stood at a revision: for
-- each school and cell asked for those that the rule of figure.inc.sql takes,
-- how much of each is in the figure, and the sums over all of them. What a
-- revert restored is told from where it came first.
-- $1 int[] cells and $2 int[] the school of each, $3 int[] its part (0
-- numerator, 1 denominator), of a school that was divided the step from $4
-- int[] to $5 int[] millionths of the sum of each $6 int[] lot; $7 text
-- revision as in asof.inc.sql, $8 int part, $9 int school and $10 int cell of
-- the row before, $11 int how many
-- part, sum and number of all observations of the part (two rows at most,
-- without a cell), then per observation: part, NULLs, school, cell, value,
-- how much counts, status, derived, import, file name, sha256, line, the
-- import that restored it, of a workbook sheet and row, note or NULL
-- Up to $11 + 2 rows.
WITH RECURSIVE moment AS (SELECT $7::text AS at),
-- include: asof.inc.sql
,
wanted AS MATERIALIZED (
    SELECT *
    FROM unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[],
                $6::int[]) AS w (target, school, part, low, high, lot)),
pair AS (
    SELECT DISTINCT school, target
    FROM wanted),
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
united AS ( -- each that is wanted with the cells taken for it: by a sort, as
            -- a join of two lists of unknown length may be planned badly
    SELECT part, low, high, lot, school, target,
        max(cells) OVER (PARTITION BY school, target) AS cells
    FROM (
        SELECT part, low, high, lot, school, target, NULL::int[] AS cells
        FROM wanted
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, school, target, array_agg(cell)
        FROM taken
        GROUP BY school, target) w),
said AS ( -- before and upto: the sum of the lot, which is divided as a whole
    SELECT u.part, u.school, t.cell, u.low, u.high, o.value, o.status,
        o.derived, o.revision, o.line, o.note,
        sum(coalesce(o.value, 0)) OVER lot - coalesce(o.value, 0) AS before,
        sum(coalesce(o.value, 0)) OVER lot AS upto
    FROM united u
    CROSS JOIN LATERAL unnest(u.cells) t (cell)
    CROSS JOIN LATERAL ( -- by its key
        SELECT *
        FROM observation
        WHERE cell = t.cell AND school = u.school
        OFFSET 0) o
    WHERE u.part IS NOT NULL
    WINDOW lot AS (PARTITION BY u.part, u.school, u.low, u.lot
                   ORDER BY u.target, t.cell)),
contribution AS MATERIALIZED ( -- several units may have a part of one
    SELECT v.part, s.code, v.school, c.period, v.cell, v.value, v.status,
        v.derived, v.revision, v.line, v.note,
        CASE WHEN v.value IS NOT NULL THEN
            sum(div(v.upto * v.high, 1000000) - div(v.upto * v.low, 1000000)
                - div(v.before * v.high, 1000000)
                + div(v.before * v.low, 1000000))
        END AS counted
    FROM said v
    JOIN school s ON s.id = v.school
    JOIN cell c ON c.id = v.cell
    GROUP BY v.part, s.code, v.school, c.period, v.cell, v.value, v.status,
        v.derived, v.revision, v.line, v.note),
page AS MATERIALIZED (
    SELECT *
    FROM contribution
    WHERE (part, code, period, cell) >
          ($8::int, coalesce((SELECT code FROM school WHERE id = $9::int), ''),
           coalesce((SELECT period FROM cell WHERE id = $10::int), 0),
           $10::int)
    ORDER BY part, code, period, cell
    LIMIT $11::int),
origin AS ( -- back through reverts, and reverts of these
    SELECT p.*, p.revision AS since, p.line AS source_line, 0 AS steps,
        i.id AS latest, i.id AS import, i.reverts, i.file_name, i.sha256
    FROM page p
    JOIN import i ON i.revision = p.revision AND i.changed
    UNION ALL
    SELECT o.part, o.code, o.school, o.period, o.cell, o.value, o.status,
        o.derived, o.revision, o.line, o.note, o.counted, h.revision, h.line,
        o.steps + 1, o.latest, i.id, i.reverts, i.file_name, i.sha256
    FROM origin o
    JOIN import u ON u.id = o.reverts
    JOIN public.observation_history h
        ON h.cell = o.cell AND h.school = o.school AND h.until = u.revision
    JOIN import i ON i.revision = h.revision AND i.changed),
brought AS (
    SELECT DISTINCT ON (part, cell, school) *
    FROM origin
    ORDER BY part, cell, school, steps DESC)
SELECT part, sum(counted)::bigint AS sum, count(*) AS observations,
    NULL::int AS school, NULL::int AS cell, NULL::bigint AS value,
    NULL::bigint AS counted, NULL::"char" AS status, NULL::bool AS derived,
    NULL::uuid AS import, NULL::text AS file_name, NULL::text AS sha256,
    NULL::int AS line, NULL::uuid AS restored_by, NULL::text AS sheet,
    NULL::int AS row, NULL::text AS note, NULL::text AS code,
    NULL::int AS period
FROM contribution
GROUP BY part
UNION ALL
SELECT f.part, NULL, NULL, f.school, f.cell, f.value, f.counted::bigint,
    f.status, f.derived, told.import, f.file_name, f.sha256, told.line,
    CASE WHEN f.steps > 0 THEN f.latest END, place.sheet, place.row, f.note,
    f.code, f.period
FROM brought f
CROSS JOIN LATERAL (SELECT f.import, f.source_line AS line) told
LEFT JOIN LATERAL (
-- include: import_place.inc.sql
) place ON true
ORDER BY observations, part, code, period, cell
