-- role: any
-- Where schools counted at earlier revisions and count no longer, for the
-- snapshot in memory.
-- school, area
-- One row each.
SELECT DISTINCT h.school, h.area
FROM school_area_history h
JOIN school s ON s.id = h.school
WHERE h.area <> s.area
ORDER BY h.school, h.area
