-- role: import
-- The first and last days of the schools that the file's new events begin or
-- end. A school without a first day that reported earlier has been there
-- before.
WITH
happening AS (
    SELECT NULL::int AS n, NULL::int AS line, date, kind, from_school, to_school
    FROM school_event),
-- include: event_life.inc.sql
,
-- include: cell_day.inc.sql
,
touched AS (
    SELECT from_school AS school FROM claim WHERE event IS NULL
    UNION
    SELECT to_school FROM claim WHERE event IS NULL),
turn AS (
    SELECT school, kind, day, ends, begins
    FROM life
    JOIN touched USING (school)
    WHERE ends OR begins),
first AS (
    SELECT DISTINCT ON (school) school, kind, day, begins
    FROM turn
    ORDER BY school, day, kind = 'open' DESC, begins DESC),
last AS (
    SELECT DISTINCT ON (school) school, kind, day, ends
    FROM turn
    ORDER BY school, day DESC, begins DESC, kind = 'close' DESC),
days AS (
    SELECT s.id,
        CASE WHEN f.kind = 'open' THEN f.day
             WHEN f.begins AND s.opened IS NULL AND NOT EXISTS (
                 SELECT 1 FROM observation o
                 JOIN begun b USING (cell)
                 WHERE o.school = s.id AND b.day < f.day) THEN f.day
             WHEN f.begins AND s.opened > f.day AND EXISTS (
                 SELECT 1 FROM turn t
                 WHERE t.school = s.id AND t.begins AND t.day = s.opened)
             THEN f.day
             ELSE s.opened
        END AS opened,
        CASE WHEN l.ends AND (l.kind = 'close' OR s.closed IS NULL
                 OR s.closed >= l.day OR EXISTS (
                 SELECT 1 FROM turn t
                 WHERE t.school = s.id AND t.begins AND t.day > s.closed))
             THEN l.day - 1
             WHEN NOT l.ends AND s.closed < l.day THEN NULL
             ELSE s.closed
        END AS closed
    FROM school s
    JOIN first f ON f.school = s.id
    JOIN last l ON l.school = s.id)
UPDATE school s
SET opened = d.opened, closed = d.closed
FROM days d
WHERE s.id = d.id
  AND (s.opened, s.closed) IS DISTINCT FROM (d.opened, d.closed)
