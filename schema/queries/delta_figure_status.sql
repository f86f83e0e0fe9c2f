-- role: import
-- The same for statuses other than A.
INSERT INTO delta_status (cell, area, status, schools)
SELECT f.cell, sc.area, f.status, sum(f.side)
FROM figure_taken f
JOIN school sc ON sc.id = f.school
WHERE f.status <> 'A'
GROUP BY f.cell, sc.area, f.status
