-- role: any
-- The whole table, for the snapshot in memory.
-- id, members joined by commas
-- One row each.
SELECT id, array_to_string(members, ',') FROM breakdown ORDER BY id
