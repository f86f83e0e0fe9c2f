-- role: import
-- Faults of the events of one day with one another.
-- Affects the number of faults.
WITH
-- include: event_all.inc.sql
,
moving AS (
    SELECT * FROM happening WHERE kind IN ('merge', 'split', 'rename')),
split AS ( -- all of one school that is divided
    SELECT date, from_school, count(*) AS parts,
        count(*) FILTER (WHERE weight > 0) AS weighed, sum(weight) AS sum
    FROM moving
    WHERE kind = 'split'
    GROUP BY date, from_school),
alone AS ( -- nobody else takes part
    SELECT date, to_school
    FROM moving
    WHERE kind IN ('merge', 'rename')
    GROUP BY date, to_school
    HAVING every(from_school = to_school)),
strand AS ( -- what can befall a school once a day
    SELECT date, from_school AS school, kind,
        CASE WHEN kind IN ('transfer', 'change_level') THEN kind
             ELSE 'end' END AS strand
    FROM happening
    WHERE kind <> 'open'),
clash AS (
    SELECT date, school, strand
    FROM strand
    GROUP BY date, school, strand
    HAVING count(DISTINCT kind) > 1
        OR count(*) > 1 AND min(kind) <> 'split'),
leaving AS (
    SELECT DISTINCT date, from_school AS school
    FROM moving
    WHERE from_school <> to_school)
INSERT INTO stage (line, fault)
SELECT c.line, concat_ws(E'\x1f', 'split_alone', 'to', c.from_code, '', '',
                         c.to_code)
FROM claim c
JOIN split s USING (date, from_school)
WHERE c.kind = 'split' AND s.parts = 1
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'split_weights', 'weight', c.from_code,
                         s.sum / 1000000.0, '', c.weight / 1000000.0)
FROM claim c
JOIN split s USING (date, from_school)
WHERE c.kind = 'split' AND s.weighed > 0
  AND (s.weighed < s.parts OR s.sum <> 1000000)
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'event_alone', 'from', c.from_code, '', '',
                         c.from_code)
FROM claim c
JOIN alone a ON a.date = c.date AND a.to_school = c.to_school
WHERE c.kind IN ('merge', 'rename')
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'event_clash', 'from', c.from_code, c.date,
                         '', c.from_code)
FROM claim c
JOIN clash k ON k.date = c.date AND k.school = c.from_school
WHERE k.strand = CASE WHEN c.kind IN ('transfer', 'change_level') THEN c.kind
                      ELSE 'end' END
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'event_clash', 'to', c.to_code, c.date, '',
                         c.to_code)
FROM claim c
JOIN leaving l ON l.date = c.date AND l.school = c.to_school
WHERE c.kind IN ('merge', 'split', 'rename') AND c.from_school <> c.to_school
UNION ALL
SELECT c.line, concat_ws(E'\x1f', 'event_clash', 'from', c.from_code, c.date,
                         '', c.from_code)
FROM claim c
JOIN moving m ON m.date = c.date AND m.to_school = c.from_school
             AND m.from_school <> m.to_school AND m.line IS NULL
WHERE c.kind IN ('merge', 'split', 'rename') AND c.from_school <> c.to_school
