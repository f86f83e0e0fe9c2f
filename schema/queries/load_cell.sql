-- role: any
-- The whole table, for the snapshot in memory.
-- id, indicator, breakdown, period
-- One row each.
SELECT id, indicator, breakdown, period FROM cell ORDER BY id
