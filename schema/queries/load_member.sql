-- role: any
-- The whole table, for the snapshot in memory.
-- id, dimension, position, code, name_zh, name_en, note
-- One row each.
SELECT id, dimension, position, code, name_zh, name_en, note
FROM member
ORDER BY id
