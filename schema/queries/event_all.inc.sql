-- Gives happening: the events as they would be, the file's over those that
-- are stored; n and line are NULL for what the file does not name.
happening AS (
    SELECT n, line, event AS id, date, kind, from_school, to_school, area_to,
        level_to, weight
    FROM claim
    WHERE (from_school IS NOT NULL OR kind = 'open')
      AND (to_school IS NOT NULL OR area_to IS NOT NULL
           OR kind IN ('close', 'change_level'))
    UNION ALL
    SELECT NULL, NULL, id, date, kind, from_school, to_school, area_to, level_to,
        weight
    FROM school_event e
    WHERE NOT EXISTS (SELECT 1 FROM claim WHERE event = e.id))
