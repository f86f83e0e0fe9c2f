-- role: import
-- The same for statuses other than A.
INSERT INTO total_status AS t (cell, area, status, schools)
SELECT f.cell, m.area, f.status, sum(m.sign)
FROM figure_taken f
JOIN move m USING (school)
WHERE f.status <> 'A'
GROUP BY f.cell, m.area, f.status
ON CONFLICT (cell, area, status) DO UPDATE
SET schools = t.schools + excluded.schools
