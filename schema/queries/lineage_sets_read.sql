-- role: read
-- The entries that make one set: the first place and combination at the first
-- moment, at a revision.
-- $1 to $17 as in sets.inc.sql; $1 int, $2 int[], $3 int[], $4 text[],
-- $5 text[], $6 text[], $7 text[], $8 date[], $9 date[], $10 int[], $11 int[]
-- $12 int, $13 int[], $14 int[], $15 int[], $16 int[], $17 int[]
-- $18 text revision as in asof.inc.sql; the entry before: $19 int revision, $20
-- int line; $21 int how many
-- enterprises, revision, line, school, credit code, enterprise, start, end,
-- import, file name, sha256
-- One row with the number of enterprises and NULLs, then up to $21 entries by
-- revision and line.
WITH moment AS (SELECT $18::text AS at),
-- include: asof.inc.sql
,
-- include: sets_asof.inc.sql
,
-- include: sets.inc.sql
,
wanted AS MATERIALIZED ( -- once, whatever units it counts for
    SELECT DISTINCT school, code, revision, line
    FROM counted
    WHERE slot = 1 AND combo = 1 AND stretch = 1)
SELECT count(DISTINCT code) FILTER (WHERE code <> '') AS enterprises,
    NULL::int AS revision, NULL::int AS line, NULL AS school, NULL AS code,
    NULL AS enterprise, NULL::date AS started, NULL::date AS ended,
    NULL::uuid AS import, NULL AS file_name, NULL AS sha256
FROM wanted
UNION ALL
(SELECT NULL, w.revision, w.line, s.code, p.code, p.enterprise, p.started,
    p.ended, i.id, i.file_name, i.sha256
FROM wanted w
JOIN public.school s ON s.id = w.school
JOIN partnership p ON p.school = w.school AND p.revision = w.revision
    AND p.line = w.line
JOIN import i ON i.changed AND i.revision = w.revision
WHERE (w.revision, w.line) > ($19::int, $20::int)
ORDER BY w.revision, w.line
LIMIT $21::int)
