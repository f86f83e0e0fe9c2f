-- role: import
-- Faults that only the whole file and the store together show.
-- Affects the number of faults.
WITH RECURSIVE
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f[1] AS code, nullif(f[5], '') AS parent,
        first_value(line) OVER (PARTITION BY f[1] ORDER BY line) AS first
    FROM record),
parentage AS (
    SELECT c.code,
        coalesce(c.parent, (SELECT p.code FROM area a
                            LEFT JOIN area p ON p.id = a.parent
                            WHERE a.code = c.code)) AS parent
    FROM claimed c
    WHERE c.line = c.first
    UNION ALL
    SELECT a.code, p.code
    FROM area a
    LEFT JOIN area p ON p.id = a.parent
    WHERE a.code NOT IN (SELECT code FROM claimed)),
climb (start, code) AS (
    SELECT code, parent FROM parentage
    WHERE code IN (SELECT code FROM claimed) AND parent IS NOT NULL
    UNION
    SELECT c.start, p.parent
    FROM climb c
    JOIN parentage p ON p.code = c.code
    WHERE p.parent IS NOT NULL)
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
JOIN climb k ON k.start = c.code AND k.code = c.code
