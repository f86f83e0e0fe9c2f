-- role: import
-- What the file says at those cells, and of its schools what the store says
-- where the file says nothing. A key that stands in the file twice is a fault
-- already, or a part of a sum.
INSERT INTO rule_figure (school, cell, indicator, breakdown, period, amount,
    status, line, made, asked)
SELECT s.school, c.id, c.indicator, c.breakdown, c.period, s.value * c.unit,
    s.status, s.line, false, true
FROM (SELECT school, cell, sum(value) AS value,
          min(status::text)::"char" AS status, min(line) AS line
      FROM stage
      WHERE fault IS NULL
      GROUP BY school, cell) s
JOIN rule_cell c ON c.id = s.cell
UNION ALL
SELECT o.school, c.id, c.indicator, c.breakdown, c.period, o.value * c.unit,
    o.status, NULL, false, false
FROM rule_cell c
JOIN observation o ON o.cell = c.id
JOIN (SELECT DISTINCT school FROM stage WHERE fault IS NULL) k
    ON k.school = o.school
LEFT JOIN stage s ON s.cell = o.cell AND s.school = o.school
    AND s.fault IS NULL
WHERE s.cell IS NULL
