-- role: import
-- The same for statuses other than A.
INSERT INTO total_status AS t (cell, area, status, schools)
SELECT d.cell, a.ancestor, d.status, sum(d.schools)
FROM delta_status d
JOIN area_ancestor a ON a.area = d.area
GROUP BY d.cell, a.ancestor, d.status
HAVING sum(d.schools) <> 0
ORDER BY d.cell, a.ancestor, d.status
ON CONFLICT (cell, area, status) DO UPDATE
SET schools = t.schools + excluded.schools
