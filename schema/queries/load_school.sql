-- role: any
-- The whole table, for the snapshot in memory.
-- id, code, name_zh, name_en, level, type, ownership, area, opened, closed
-- (yyyymmdd, 0: open)
-- One row each.
SELECT id, code, name_zh, name_en, level, type, ownership, area,
    coalesce(to_char(opened, 'YYYYMMDD'), '0'),
    coalesce(to_char(closed, 'YYYYMMDD'), '0')
FROM school
ORDER BY id
