-- role: import
-- Affects the number of staged rows that say what is stored already.
DELETE FROM stage s
USING observation o
WHERE o.cell = s.cell AND o.school = s.school
  AND o.value IS NOT DISTINCT FROM s.value
  AND o.status = s.status
  AND o.derived = s.derived
  AND o.note IS NOT DISTINCT FROM s.note
