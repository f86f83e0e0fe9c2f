-- role: any
-- The whole table, for the snapshot in memory.
-- indicator, period
-- One row each.
SELECT DISTINCT indicator, period FROM cell ORDER BY indicator, period
