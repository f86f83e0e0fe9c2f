-- role: import
-- A profile with "duplicates":"sum": rows with one key become their sum, on
-- the first one's line. A missing value adds nothing; the status is the
-- weightiest of the rows that count.
-- Affects the number of keys that were repeated.
WITH repeated AS (
    SELECT cell, school FROM stage
    WHERE fault IS NULL
    GROUP BY cell, school
    HAVING count(*) > 1),
gone AS (
    DELETE FROM stage s
    USING repeated r
    WHERE s.cell = r.cell AND s.school = r.school AND s.fault IS NULL
    RETURNING s.*)
INSERT INTO stage (line, cell, school, value, status, note)
SELECT min(line), cell, school, sum(value)::bigint,
    substr('BOMLHQJSDKWIFEPNUVGA',
           coalesce(min(strpos('BOMLHQJSDKWIFEPNUVGA', status::text))
                        FILTER (WHERE value IS NOT NULL),
                    min(strpos('BOMLHQJSDKWIFEPNUVGA', status::text))),
           1)::"char",
    string_agg(DISTINCT note, '; ')
FROM gone
GROUP BY cell, school
