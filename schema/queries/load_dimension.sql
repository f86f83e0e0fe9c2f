-- role: any
-- The whole table, for the snapshot in memory.
-- id, code, membership
-- One row each.
SELECT id, code, membership FROM dimension ORDER BY id
