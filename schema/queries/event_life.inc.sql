-- Gives life: what happening means to each school it names, on the first day
-- that is different. A school closes at the end of the day of `close`; one
-- that is among its own successors neither ends nor begins.
goer AS (
    SELECT DISTINCT date, from_school AS school
    FROM happening
    WHERE kind IN ('merge', 'split', 'rename') AND from_school = to_school),
life AS (
    SELECT h.n, h.line, h.from_school AS school, h.kind,
        h.date + (h.kind = 'close')::int AS day,
        h.kind NOT IN ('transfer', 'change_level') AND g.school IS NULL
            AS ends,
        false AS begins
    FROM happening h
    LEFT JOIN goer g ON g.date = h.date AND g.school = h.from_school
    WHERE h.kind <> 'open'
    UNION ALL
    SELECT h.n, h.line, h.to_school, h.kind, h.date, false,
        h.kind = 'open' OR g.school IS NULL
    FROM happening h
    LEFT JOIN goer g ON g.date = h.date AND g.school = h.to_school
    WHERE h.kind IN ('merge', 'split', 'rename', 'open')
      AND h.from_school IS DISTINCT FROM h.to_school)
