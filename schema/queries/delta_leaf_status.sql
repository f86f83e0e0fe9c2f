-- role: import
-- The same for statuses other than A.
INSERT INTO delta_status (cell, area, status, schools)
SELECT d.cell, sc.area, d.status, sum(d.n)
FROM (SELECT cell, school, status, 1 AS n FROM stage WHERE status <> 'A'
      UNION ALL
      SELECT cell, school, old_status, -1 FROM stage
      WHERE existed AND old_status <> 'A') d
JOIN school sc ON sc.id = d.school
JOIN cell c ON c.id = d.cell AND c.leaf
GROUP BY d.cell, sc.area, d.status
