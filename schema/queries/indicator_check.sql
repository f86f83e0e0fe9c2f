-- role: import
-- Faults that only the whole file and the store together show. What has data
-- keeps its kind, its decimals and its parts.
-- Affects the number of faults.
WITH
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f, f[1] AS code, f[5] AS kind,
        first_value(line) OVER (PARTITION BY f[1] ORDER BY line) AS first
    FROM record),
kinds AS (
    SELECT code, kind FROM claimed WHERE line = first
    UNION ALL
    SELECT code, kind FROM indicator
    WHERE code NOT IN (SELECT code FROM claimed)),
part AS (
    SELECT line, 'numerator' AS field, kind, coalesce(f[6], '') AS code
    FROM claimed
    UNION ALL
    SELECT line, 'denominator', kind, coalesce(f[7], '') FROM claimed)
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'duplicate_key', 'code', first, '', '', code)
FROM claimed
WHERE line <> first
UNION ALL
SELECT line, concat_ws(E'\x1f', 'empty_cell', field, '', '', '', '')
FROM part
WHERE kind = 'ratio' AND code = ''
UNION ALL
SELECT p.line,
    concat_ws(E'\x1f', 'unknown_indicator', p.field, p.code, '', '', p.code)
FROM part p
LEFT JOIN kinds k ON k.code = p.code
WHERE p.code <> ''
  AND (p.kind <> 'ratio' OR k.kind IS NULL OR k.kind IN ('ratio', 'distinct'))
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'in_use', 'kind', c.code, '', '', c.kind)
FROM claimed c
JOIN indicator i ON i.code = c.code
LEFT JOIN indicator n ON n.id = i.numerator
LEFT JOIN indicator d ON d.id = i.denominator
WHERE EXISTS (SELECT 1 FROM cell
              WHERE indicator IN (i.id, i.numerator, i.denominator))
  AND (i.kind <> c.kind
       OR i.decimals <> coalesce(nullif(c.f[14], '')::int, i.decimals)
       OR coalesce(n.code, '') <> coalesce(c.f[6], '')
       OR coalesce(d.code, '') <> coalesce(c.f[7], ''))
