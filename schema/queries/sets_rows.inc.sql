-- The rows of sets.inc.sql: of kind s one per place with schools that have any
-- entry and pair, as value how many of them were open; of kind v one per place, combination and pair
-- that has any; of kind n (new) or l (lost) one per enterprise, at most $12 + 1.
-- $12 int how many enterprises may be named, 0: none
UNION ALL
SELECT 's', NULL, t.slot, NULL, p.n,
    count(DISTINCT t.unit) FILTER (
        WHERE (t.opened IS NULL OR t.opened <= m.last)
          AND (t.closed IS NULL OR t.closed >= m.first)),
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM told t
CROSS JOIN pair p
JOIN stretch m ON m.n = p.cur
WHERE t.moment IS NULL OR t.moment = p.cur
GROUP BY t.slot, p.n
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
