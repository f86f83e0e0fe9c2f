-- role: import
-- The first and last days of the schools that the file's new events begin or
-- end. A school without a first day that reported earlier has been there
-- before.
WITH
happening AS (
    SELECT NULL::int AS n, NULL::int AS line, date, kind, from_school,
        to_school
    FROM school_event),
-- include: event_life.inc.sql
,
-- include: cell_day.inc.sql
,
touched AS (
    SELECT from_school AS school FROM claim WHERE event IS NULL
    UNION
    SELECT to_school FROM claim WHERE event IS NULL),
story AS ( -- of all schools: one pass over life, and one join
    SELECT school, min(day) AS first_day, max(day) AS last_day,
        (array_agg(kind ORDER BY day, kind = 'open' DESC, begins DESC))[1]
            AS first_kind,
        (array_agg(begins ORDER BY day, kind = 'open' DESC, begins DESC))[1]
            AS first_begins,
        (array_agg(kind ORDER BY day DESC, begins DESC, kind = 'close' DESC))[1]
            AS last_kind,
        (array_agg(ends ORDER BY day DESC, begins DESC, kind = 'close' DESC))[1]
            AS last_ends,
        array_agg(day) FILTER (WHERE begins) AS begun_days,
        max(day) FILTER (WHERE begins) AS last_begun
    FROM life
    WHERE ends OR begins
    GROUP BY school),
reported AS (
    SELECT o.school, min(c.day) AS day
    FROM touched t
    JOIN school s ON s.id = t.school AND s.opened IS NULL
    JOIN observation o ON o.school = t.school
    JOIN begun c USING (cell)
    GROUP BY o.school),
days AS (
    SELECT s.id,
        CASE WHEN y.first_kind = 'open' THEN y.first_day
             WHEN y.first_begins AND s.opened IS NULL
                  AND (r.day IS NULL OR r.day >= y.first_day)
             THEN y.first_day
             WHEN y.first_begins AND s.opened > y.first_day
                  AND s.opened = ANY (y.begun_days)
             THEN y.first_day
             ELSE s.opened
        END AS opened,
        CASE WHEN y.last_ends
                  AND (y.last_kind = 'close' OR s.closed IS NULL
                       OR s.closed >= y.last_day OR y.last_begun > s.closed)
             THEN y.last_day - 1
             WHEN NOT y.last_ends AND s.closed < y.last_day THEN NULL
             ELSE s.closed
        END AS closed
    FROM touched t
    JOIN story y ON y.school = t.school
    JOIN school s ON s.id = t.school
    LEFT JOIN reported r ON r.school = t.school)
UPDATE school s
SET opened = d.opened, closed = d.closed
FROM days d
WHERE s.id = d.id
  AND (s.opened, s.closed) IS DISTINCT FROM (d.opened, d.closed)
