-- role: import
-- Areas that the file puts schools in and that are no more; schools that it
-- leaves open, or puts elsewhere, although an event says otherwise.
-- code, subject
-- One row each, at most 100.
WITH
-- include: record.inc.sql
,
happening AS (
    SELECT NULL::int AS n, NULL::int AS line, date, kind, from_school,
        to_school
    FROM school_event),
-- include: event_life.inc.sql
,
named AS (
    SELECT s.id, s.code, s.closed, a.id AS area, a.code AS area_code,
        a.valid_to
    FROM record r
    JOIN school s ON s.code = r.f[1]
    JOIN area a ON a.id = s.area),
story AS (
    SELECT school, (array_agg(ends ORDER BY day DESC, begins DESC))[1] AS ended
    FROM life
    WHERE ends OR begins
    GROUP BY school),
placed AS (
    SELECT from_school AS school,
        (array_agg(area_to ORDER BY date DESC))[1] AS area
    FROM school_event
    WHERE kind = 'transfer'
    GROUP BY from_school)
SELECT 'area_ended', area_code
FROM named
WHERE valid_to < current_date
UNION
SELECT 'ended_by_event', n.code
FROM named n
JOIN story y ON y.school = n.id AND y.ended
WHERE n.closed IS NULL
UNION
SELECT 'moved_by_event', n.code
FROM named n
JOIN placed p ON p.school = n.id AND p.area <> n.area
ORDER BY 1, 2
LIMIT 100
