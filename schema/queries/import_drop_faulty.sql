-- role: import
-- on_error=skip: a line with a fault is left out whole, the fault included.
-- One condition, so that it is a join also for a million faults.
DELETE FROM stage
WHERE line IN (SELECT line FROM stage WHERE fault IS NOT NULL)
