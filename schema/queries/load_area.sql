-- role: any
-- The whole table, for the snapshot in memory.
-- id, code, name_zh, name_en, level, parent (0: root), valid_from, valid_to
-- (yyyymmdd, 0: open)
-- One row each.
SELECT id, code, name_zh, name_en, level, coalesce(parent, 0),
    coalesce(to_char(valid_from, 'YYYYMMDD'), '0'),
    coalesce(to_char(valid_to, 'YYYYMMDD'), '0')
FROM area
ORDER BY id
