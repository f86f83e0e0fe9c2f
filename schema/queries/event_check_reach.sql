-- role: import
-- Faults of schools that would come down to too many others.
-- $1 text how many they may be
-- Affects the number of faults.
WITH RECURSIVE
-- include: event_all.inc.sql
,
moving AS (
    SELECT * FROM happening
    WHERE kind IN ('merge', 'split', 'rename')),
reach AS ( -- who may hold a part of what `start` reported, since when
    SELECT from_school AS start, to_school AS school, date
    FROM moving
    WHERE kind = 'split'
    UNION
    SELECT r.start, m.to_school, m.date
    FROM reach r
    JOIN moving m ON m.from_school = r.school AND m.date > r.date),
wide AS (
    SELECT start
    FROM reach
    GROUP BY start
    HAVING count(DISTINCT school) > $1::text::int)
INSERT INTO stage (line, fault)
SELECT DISTINCT c.line, concat_ws(E'\x1f', 'too_many_successors', 'to', s.code,
                                  $1, '', c.to_code)
FROM wide w
JOIN school s ON s.id = w.start
JOIN reach r ON r.start = w.start
JOIN claim c ON c.date = r.date AND c.to_school = r.school
            AND c.kind IN ('merge', 'split', 'rename')
