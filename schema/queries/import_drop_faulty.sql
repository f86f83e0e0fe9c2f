-- role: import
-- on_error=skip: a line with a fault is left out whole.
DELETE FROM stage
WHERE fault IS NOT NULL
   OR line IN (SELECT line FROM stage WHERE fault IS NOT NULL)
