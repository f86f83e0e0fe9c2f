-- role: import
-- Faults of the events one by one.
-- $1 text how many events there may be
-- Affects the number of faults.
WITH
counted AS (
    SELECT *,
        first_value(line) OVER w AS first, row_number() OVER w AS nth
    FROM claim
    WINDOW w AS (PARTITION BY date, kind, from_code, to_code ORDER BY n)),
newcomer AS (
    SELECT line, row_number() OVER (ORDER BY n) AS nth
    FROM counted
    WHERE nth = 1 AND event IS NULL)
INSERT INTO stage (line, fault)
SELECT line, concat_ws(E'\x1f', 'empty_cell', 'from', '', '', '', '')
FROM claim
WHERE from_code = '' AND kind <> 'open'
UNION ALL
SELECT line, concat_ws(E'\x1f', 'empty_cell', 'to', '', '', '', '')
FROM claim
WHERE to_code = '' AND kind <> 'close'
UNION ALL
SELECT line, concat_ws(E'\x1f', 'event_schools', 'to', kind, '', '', to_code)
FROM claim
WHERE two_schools
UNION ALL
SELECT line, concat_ws(E'\x1f', 'unknown_school', 'from', from_code, '', '',
                       from_code)
FROM claim
WHERE from_code <> '' AND from_school IS NULL
UNION ALL
SELECT line, concat_ws(E'\x1f', 'unknown_school', 'to', to_code, '', '',
                       to_code)
FROM claim
WHERE to_code <> '' AND to_school IS NULL
  AND kind NOT IN ('transfer', 'change_level')
UNION ALL
SELECT line, concat_ws(E'\x1f', 'unknown_area', 'to', to_code, '', '', to_code)
FROM claim
WHERE to_code <> '' AND area_to IS NULL AND kind = 'transfer'
UNION ALL
SELECT line, concat_ws(E'\x1f', 'event_weight', 'weight', kind, '', '',
                       weight / 1000000.0)
FROM claim
WHERE weight > 0 AND kind <> 'split'
UNION ALL
SELECT line, concat_ws(E'\x1f', 'future_event', 'date', date, '', '', date)
FROM claim
WHERE date > current_date
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'bad_date', 'date', c.date, '', '', c.date)
FROM claim c
JOIN school s ON s.id = c.from_school
WHERE c.event IS NULL AND (c.date < s.opened OR c.date = s.opened
                           AND c.kind <> 'close')
UNION ALL
SELECT line, concat_ws(E'\x1f', 'duplicate_key', '', first, '', '', '')
FROM counted
WHERE nth > 1
UNION ALL
SELECT line, concat_ws(E'\x1f', 'too_many', '', 'events', '>' || $1, $1, '')
FROM newcomer
WHERE nth > $1::text::int - (SELECT count(*) FROM school_event)
