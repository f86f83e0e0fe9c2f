-- role: import
-- Marks every row that repeats the key of an earlier line.
-- Affects the number of such rows.
INSERT INTO stage (line, fault)
SELECT d.line, concat_ws(E'\x1f', 'duplicate_key', '', d.first, '', '', '')
FROM (SELECT s.line,
             first_value(s.line) OVER w AS first,
             row_number() OVER w AS n
      FROM stage s
      JOIN (SELECT cell, school FROM stage
            WHERE fault IS NULL
            GROUP BY cell, school
            HAVING count(*) > 1) k USING (cell, school)
      WHERE s.fault IS NULL
      WINDOW w AS (PARTITION BY s.cell, s.school ORDER BY s.line)) d
WHERE d.n > 1
