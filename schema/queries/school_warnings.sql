-- role: import
-- Areas that the file puts schools in and that are no more.
-- code, subject
-- One row each, at most 100.
WITH
-- include: record.inc.sql
SELECT DISTINCT 'area_ended', a.code
FROM record r
JOIN area a ON a.code = r.f[7]
WHERE a.valid_to < current_date
ORDER BY 2
LIMIT 100
