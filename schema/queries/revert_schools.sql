-- role: import
-- Whose observations are staged, for a token that may not write them all.
-- school, area
-- One row each.
SELECT s.school, sc.area
FROM (SELECT DISTINCT school FROM stage) s
JOIN school sc ON sc.id = s.school
