-- role: import
-- Faults that only the whole file and the store together show. What has data
-- keeps its kind, its decimals and its parts.
-- $1 text how many indicators there may be
-- Affects the number of faults.
WITH
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f, f[1] AS code, f[5] AS kind,
        first_value(line) OVER (PARTITION BY f[1] ORDER BY line) AS first
    FROM record),
newcomer AS (
    SELECT line, row_number() OVER (ORDER BY line) AS n
    FROM claimed
    WHERE line = first AND code NOT IN (SELECT code FROM indicator)),
kinds AS (
    SELECT code, kind FROM claimed WHERE line = first
    UNION ALL
    SELECT code, kind FROM indicator
    WHERE code NOT IN (SELECT code FROM claimed)),
-- What can be made of each kind, across schools and over time.
rule (kind, field, words) AS (VALUES
    ('flow', 'agg_schools', 'sum'),
    ('flow', 'agg_time', 'sum'),
    ('stock', 'agg_schools', 'sum'),
    ('stock', 'agg_time', 'last'),
    ('ratio', 'agg_schools', 'ratio_of_sums'),
    ('ratio', 'agg_time',
     'ratio_of_sums|ratio_at_last|flow_ytd_over_stock_last'),
    ('distinct', 'agg_schools', 'distinct_union'),
    ('distinct', 'agg_time', 'distinct_asof|distinct_union'),
    ('rate', 'agg_schools', 'none'),
    ('rate', 'agg_time', 'none')),
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
SELECT c.line, concat_ws(E'\x1f', 'bad_choice', r.field, w.word, r.words, '',
                         w.word)
FROM claimed c
JOIN rule r ON r.kind = c.kind
CROSS JOIN LATERAL (SELECT CASE r.field WHEN 'agg_time' THEN c.f[9]
                           ELSE c.f[8] END AS word) w
WHERE w.word <> ALL (string_to_array(r.words, '|'))
UNION ALL
SELECT p.line,
    concat_ws(E'\x1f', 'unknown_indicator', p.field, p.code, '', '', p.code)
FROM part p
LEFT JOIN kinds k ON k.code = p.code
WHERE p.code <> ''
  AND (p.kind <> 'ratio' OR k.kind IS NULL OR k.kind IN ('ratio', 'distinct', 'rate'))
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
UNION ALL -- a part of a ratio that the file does not name
SELECT DISTINCT c.line,
    concat_ws(E'\x1f', 'in_use', 'kind', c.code, '', '', c.kind)
FROM claimed c
JOIN indicator i ON i.code = c.code
JOIN indicator r ON i.id IN (r.numerator, r.denominator)
WHERE c.kind IN ('ratio', 'distinct', 'rate') AND c.kind <> i.kind
  AND r.code NOT IN (SELECT code FROM claimed)
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'indicators', '>' || $1, $1, '')
FROM newcomer
WHERE n > $1::text::int - (SELECT count(*) FROM indicator)
