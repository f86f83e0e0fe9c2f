-- role: import
-- The file's events, with the rows that their codes stand for. Run again
-- after faulty lines were dropped.
-- Affects the number of events.
WITH
-- include: record.inc.sql
,
gone AS (DELETE FROM claim),
named AS ( -- one school is enough to close or to open, in either column
    SELECT row_number() OVER (ORDER BY line, f) AS n, line, f[1]::date AS date, f[2] AS kind,
        CASE WHEN f[2] = 'close' THEN coalesce(nullif(f[3], ''), f[4])
             WHEN f[2] <> 'open' THEN f[3]
        END AS from_code,
        CASE WHEN f[2] = 'open' THEN coalesce(nullif(f[4], ''), f[3])
             WHEN f[2] <> 'close' THEN f[4]
        END AS to_code,
        f[2] IN ('close', 'open')
            AND coalesce(f[3] <> f[4] AND f[3] <> '' AND f[4] <> '', false)
            AS two_schools,
        CASE WHEN f[5] <> '' THEN (f[5]::numeric * 1000000)::int
             WHEN f[5] = '' THEN 0 END AS weight,
        f[6] AS note
    FROM record),
known AS (
    SELECT n.*, s.id AS from_school, t.id AS to_school, a.id AS area_to,
        CASE WHEN n.kind = 'change_level' THEN n.to_code ELSE '' END
            AS level_to
    FROM named n
    LEFT JOIN school s ON s.code = n.from_code
    LEFT JOIN school t ON t.code = n.to_code
        AND n.kind NOT IN ('transfer', 'change_level')
    LEFT JOIN area a ON a.code = n.to_code AND n.kind = 'transfer')
INSERT INTO claim (n, line, date, kind, from_code, to_code, two_schools,
                   from_school, to_school, area_to, level_to, weight, note,
                   event)
SELECT k.n, k.line, k.date, k.kind, coalesce(k.from_code, ''),
    coalesce(k.to_code, ''), k.two_schools, k.from_school, k.to_school,
    k.area_to, k.level_to, coalesce(k.weight, e.weight, 0),
    coalesce(k.note, e.note, ''), e.id
FROM known k
LEFT JOIN school_event e ON e.date = k.date AND e.kind = k.kind
    AND e.from_school IS NOT DISTINCT FROM k.from_school
    AND e.to_school IS NOT DISTINCT FROM k.to_school
    AND e.area_to IS NOT DISTINCT FROM k.area_to
    AND e.level_to = k.level_to
