-- Gives life: what happening means to each school it names, on the first day
-- that is different. A school closes at the end of the day of `close`.
life AS (
    SELECT h.n, h.line, h.from_school AS school, h.kind,
        h.date + (h.kind = 'close')::int AS day,
        h.kind = 'close' OR h.kind IN ('merge', 'split', 'rename')
            AND NOT EXISTS (
                SELECT 1 FROM happening k
                WHERE k.date = h.date AND k.from_school = h.from_school
                  AND k.to_school = h.from_school) AS ends,
        false AS begins
    FROM happening h
    WHERE h.kind <> 'open'
    UNION ALL
    SELECT h.n, h.line, h.to_school, h.kind, h.date, false,
        h.kind = 'open' OR NOT EXISTS (
            SELECT 1 FROM happening k
            WHERE k.date = h.date AND k.from_school = h.to_school
              AND k.to_school = h.to_school)
    FROM happening h
    WHERE h.kind IN ('merge', 'split', 'rename', 'open')
      AND h.from_school IS DISTINCT FROM h.to_school)
