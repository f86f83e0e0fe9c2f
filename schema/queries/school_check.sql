-- role: import
-- Faults that only the whole file and the store together show.
-- $1 text how many schools there may be
-- Affects the number of faults.
WITH
-- include: record.inc.sql
,
claimed AS (
    SELECT line, f, f[1] AS code,
        first_value(line) OVER (PARTITION BY f[1] ORDER BY line) AS first
    FROM record),
newcomer AS (
    SELECT line, row_number() OVER (ORDER BY line) AS n
    FROM claimed
    WHERE line = first AND code NOT IN (SELECT code FROM school))
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
SELECT c.line, concat_ws(E'\x1f', 'bad_date', 'closed', w.closed, '', '',
                         w.closed)
FROM claimed c
LEFT JOIN school s ON s.code = c.code
CROSS JOIN LATERAL (
    SELECT coalesce(c.f[8], s.opened::text) AS opened,
        coalesce(c.f[9], s.closed::text) AS closed) w
WHERE w.opened <> '' AND w.closed <> '' AND w.closed::date < w.opened::date
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'schools', '>' || $1, $1, '')
FROM newcomer
WHERE n > $1::text::int - (SELECT count(*) FROM school)
