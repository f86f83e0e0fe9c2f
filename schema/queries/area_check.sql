-- role: import
-- Faults that only the whole file and the store together show.
-- $1 text how many areas there may be
-- Affects the number of faults.
WITH RECURSIVE
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f, f[1] AS code, nullif(f[5], '') AS parent,
        first_value(line) OVER (PARTITION BY f[1] ORDER BY line) AS first
    FROM record),
newcomer AS (
    SELECT line, row_number() OVER (ORDER BY line) AS n
    FROM claimed
    WHERE line = first AND code NOT IN (SELECT code FROM area)),
parentage AS ( -- the tree as it would be
    SELECT c.code,
        CASE WHEN c.parent IS NOT NULL THEN c.parent
             WHEN a.id IS NOT NULL THEN p.code
             ELSE (SELECT code FROM area WHERE parent IS NULL) END AS parent
    FROM claimed c
    LEFT JOIN area a ON a.code = c.code
    LEFT JOIN area p ON p.id = a.parent
    WHERE c.line = c.first
    UNION ALL
    SELECT a.code, p.code
    FROM area a
    LEFT JOIN area p ON p.id = a.parent
    WHERE a.code NOT IN (SELECT code FROM claimed)),
climb (start, code, level) AS ( -- at most 32 levels; round a cycle, all
    SELECT code, parent, 1 FROM parentage
    WHERE code IN (SELECT code FROM claimed) AND parent IS NOT NULL
    UNION ALL
    SELECT c.start, p.parent, c.level + 1
    FROM climb c
    JOIN parentage p ON p.code = c.code
    WHERE p.parent IS NOT NULL AND c.level < 32),
ring AS (
    SELECT DISTINCT start AS code FROM climb WHERE start = code)
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'duplicate_key', 'code', first, '', '', code)
FROM claimed
WHERE line <> first
UNION ALL
SELECT line, concat_ws(E'\x1f', 'unknown_area', 'parent', parent, '', '',
                       parent)
FROM claimed
WHERE parent NOT IN (SELECT code FROM parentage)
UNION ALL
SELECT line, concat_ws(E'\x1f', 'cycle', 'parent', c.code, '', '', parent)
FROM claimed c
JOIN ring r ON r.code = c.code
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'too_many', 'parent', 'levels', '>32', '32',
                         parent)
FROM claimed c
JOIN climb k ON k.start = c.code AND k.level = 32
WHERE NOT EXISTS (SELECT 1 FROM ring)
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'bad_date', 'valid_to', w.until, '', '',
                         w.until)
FROM claimed c
LEFT JOIN area a ON a.code = c.code
CROSS JOIN LATERAL (
    SELECT coalesce(c.f[6], a.valid_from::text) AS since,
        coalesce(c.f[7], a.valid_to::text) AS until) w
WHERE w.since <> '' AND w.until <> '' AND w.until::date < w.since::date
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'areas', '>' || $1, $1, '')
FROM newcomer
WHERE n > $1::text::int - (SELECT count(*) FROM area)
