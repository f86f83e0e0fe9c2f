-- role: any
-- The whole table, for the snapshot in memory.
-- indicator, period, old_value, new_value, note_zh, note_en: values in
-- millionths, 0 where there is no overlap.
-- One row each.
SELECT indicator, period, coalesce(old_value * 1000000, 0)::bigint,
    coalesce(new_value * 1000000, 0)::bigint, note_zh, note_en
FROM definition_break
