-- The rows of sets.inc.sql: of kind s one per place with schools that have any
-- entry, their number as value; of kind v one per place, combination and pair
-- that has any; of kind n (new) or l (lost) one per enterprise, at most $12 + 1.
-- $12 int how many enterprises may be named, 0: none
UNION ALL
SELECT 's', NULL, s.slot, NULL, NULL, count(DISTINCT s.unit), NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM scope s
WHERE EXISTS (SELECT 1 FROM partnership p WHERE p.school = s.school)
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
