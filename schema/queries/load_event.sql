-- role: any
-- The whole table, for the snapshot in memory.
-- id, date (yyyymmdd), kind, from_school, to_school, area_from, area_to
-- (0: none), level_from, level_to, weight (0: none), note, revision
-- One row each.
SELECT id, to_char(date, 'YYYYMMDD'), kind, coalesce(from_school, 0),
    coalesce(to_school, 0), coalesce(area_from, 0), coalesce(area_to, 0),
    level_from, level_to, weight, note, revision
FROM school_event
ORDER BY id
