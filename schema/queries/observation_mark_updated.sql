-- role: import
-- Affects the number of staged rows that supersede a stored one.
UPDATE stage s
SET existed = true, old_value = o.value, old_status = o.status
FROM observation o
WHERE o.cell = s.cell AND o.school = s.school
