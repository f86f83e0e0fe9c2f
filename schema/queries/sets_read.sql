-- role: read
-- The sets of enterprises that places have at moments, and what became of
-- those that they had at the moments compared with.
-- $1 to $11 as in sets.inc.sql; $1 int, $2 int[], $3 int[], $4 text[],
-- $5 text[], $6 text[], $7 text[], $8 date[], $9 date[], $10 int[], $11 int[]
-- $12 int how many enterprises may be named, 0: none
-- kind, revision, slot, combo, pair, value, base, new, lost, kept, sum,
-- shared, unidentified, code, enterprise
-- One row of kind r with the revision; of kind s one per place with schools
-- that have any entry, their number as value; of kind v one per place,
-- combination and pair that has any; of kind n (new) or l (lost) one per
-- enterprise, at most $12 + 1.
WITH
-- include: sets.inc.sql
,
named AS (
    SELECT CASE WHEN base = 0 THEN 'n' ELSE 'l' END AS kind, slot, combo,
        pair, code, enterprise
    FROM met
    WHERE $12::int > 0 AND code <> '' AND (cur = 0) <> (base = 0)
    ORDER BY slot, combo, pair, kind DESC, code
    LIMIT $12::int + 1)
SELECT 'r' AS kind, revision, NULL::bigint AS slot, NULL::bigint AS combo,
    NULL::bigint AS pair, NULL::bigint AS value, NULL::bigint AS base,
    NULL::bigint AS new, NULL::bigint AS lost, NULL::bigint AS kept,
    NULL::numeric AS sum, NULL::bigint AS shared,
    NULL::numeric AS unidentified, NULL AS code, NULL AS enterprise
FROM data_revision
UNION ALL
SELECT 's', NULL, s.slot, NULL, NULL, count(DISTINCT p.school), NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM scope s
JOIN partnership p ON p.school = s.school
GROUP BY s.slot
UNION ALL
SELECT 'v', NULL, slot, combo, pair,
    count(*) FILTER (WHERE code <> '' AND cur > 0),
    count(*) FILTER (WHERE code <> '' AND base > 0),
    count(*) FILTER (WHERE code <> '' AND cur > 0 AND base = 0),
    count(*) FILTER (WHERE code <> '' AND cur = 0 AND base > 0),
    count(*) FILTER (WHERE code <> '' AND cur > 0 AND base > 0),
    coalesce(sum(cur) FILTER (WHERE code <> ''), 0),
    count(*) FILTER (WHERE code <> '' AND cur > 1),
    coalesce(sum(entries) FILTER (WHERE code = ''), 0), NULL, NULL
FROM met
GROUP BY slot, combo, pair
UNION ALL
(SELECT kind, NULL, slot, combo, pair, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, code, enterprise
FROM named
ORDER BY slot, combo, pair, kind DESC, code)
