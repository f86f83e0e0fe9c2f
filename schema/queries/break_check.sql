-- role: import
-- Faults that only the whole file and the store together show.
-- $1 text how many breaks there may be
-- Affects the number of faults.
WITH
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f[1] AS indicator, f[2] AS period,
        coalesce(f[3], '') AS old_value, coalesce(f[4], '') AS new_value,
        first_value(line) OVER (PARTITION BY f[1], f[2] ORDER BY line)
            AS first
    FROM record),
newcomer AS (
    SELECT c.line, row_number() OVER (ORDER BY c.line) AS n
    FROM claimed c
    WHERE c.line = c.first
      AND NOT EXISTS (SELECT 1
                      FROM definition_break b
                      JOIN indicator i ON i.id = b.indicator
                      WHERE i.code = c.indicator AND b.period = c.period)),
overlap AS (
    SELECT line, 'old_value' AS field, old_value AS value, new_value AS other
    FROM claimed
    UNION ALL
    SELECT line, 'new_value', new_value, old_value FROM claimed)
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'duplicate_key', 'period', first, '', '',
                       period)
FROM claimed
WHERE line <> first
UNION ALL
SELECT line, concat_ws(E'\x1f', 'unknown_indicator', 'indicator', indicator,
                       '', '', indicator)
FROM claimed
WHERE indicator NOT IN (SELECT code FROM indicator)
UNION ALL
SELECT line, concat_ws(E'\x1f', 'empty_cell', field, '', '', '', '')
FROM overlap
WHERE value = '' AND other <> ''
UNION ALL
SELECT line, concat_ws(E'\x1f', 'out_of_range', field, value, '', '', value)
FROM overlap
WHERE value ~ '^[0.]+$'
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'breaks', '>' || $1, $1, '')
FROM newcomer
WHERE n > $1::text::int - (SELECT count(*) FROM definition_break)
