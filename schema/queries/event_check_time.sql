-- role: import
-- Faults of events with those of other days: of a school that has ended, of
-- one that runs already.
-- Affects the number of faults.
WITH
-- include: event_all.inc.sql
,
-- include: event_life.inc.sql
,
step AS ( -- what befalls a school, and what began or ended it last before
    SELECT school, day, n, line, kind, begins,
        max(to_char(day, 'YYYY-MM-DD') || begins::int || coalesce(line, 0))
            FILTER (WHERE ends OR begins) OVER (
            PARTITION BY school ORDER BY day
            RANGE BETWEEN UNBOUNDED PRECEDING AND '1 day' PRECEDING) AS past
    FROM life
    WHERE school IN (SELECT from_school FROM claim
                     UNION SELECT to_school FROM claim)),
told AS (
    SELECT n, line, school, day, kind, begins, left(past, 10) AS since,
        substr(past, 11, 1) = '0' AS ended,
        nullif(substr(past, 12), '0')::int AS past_line
    FROM step)
INSERT INTO stage (line, fault)
SELECT t.line, concat_ws(E'\x1f', 'school_ended', 'from', s.code, t.since, '',
                         s.code)
FROM told t
JOIN school s ON s.id = t.school
WHERE t.line IS NOT NULL AND NOT t.begins AND t.ended
UNION ALL
SELECT t.past_line, concat_ws(E'\x1f', 'event_clash', 'date', s.code, t.day, '',
                              s.code)
FROM told t
JOIN school s ON s.id = t.school
WHERE t.line IS NULL AND NOT t.begins AND t.ended AND t.past_line IS NOT NULL
UNION ALL
SELECT t.line, concat_ws(E'\x1f', 'school_runs', 'to', s.code,
                         coalesce(t.since, s.opened::text), '', s.code)
FROM told t
JOIN school s ON s.id = t.school
JOIN claim c ON c.n = t.n
WHERE t.kind = 'open' AND c.event IS NULL
  AND (t.since IS NOT NULL AND NOT t.ended
       OR t.since IS NULL AND s.opened < t.day
          AND (s.closed IS NULL OR s.closed >= t.day))
