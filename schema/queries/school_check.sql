-- role: import
-- Faults that only the whole file and the store together show.
-- Affects the number of faults.
WITH
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f, f[1] AS code,
        first_value(line) OVER (PARTITION BY f[1] ORDER BY line) AS first
    FROM record)
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'duplicate_key', 'code', first, '', '', code)
FROM claimed
WHERE line <> first
UNION ALL
SELECT line, concat_ws(E'\x1f', 'unknown_area', 'area', f[7], '', '', f[7])
FROM claimed
WHERE f[7] <> '' AND NOT EXISTS (SELECT 1 FROM area WHERE code = f[7])
UNION ALL
SELECT line, concat_ws(E'\x1f', 'empty_cell', 'area', '', '', '', '')
FROM claimed
WHERE coalesce(f[7], '') = ''
  AND NOT EXISTS (SELECT 1 FROM school WHERE code = claimed.code)
UNION ALL
SELECT line, concat_ws(E'\x1f', 'bad_date', 'closed', f[9], '', '', f[9])
FROM claimed
WHERE f[8] <> '' AND f[9] <> '' AND f[9]::date < f[8]::date
