-- role: import
-- Which areas each school counts in now.
INSERT INTO chain (school, area)
SELECT s.id, a.ancestor
FROM school s
JOIN area_ancestor a ON a.area = s.area
