-- Gives state: for every transfer and change of level of a school that the
-- file adds one to, the state before and after, as text. What is new comes in
-- between: it starts where the next one started, and the next one starts
-- where it ends. after_n: of the file's row before it; is_last: none is
-- behind it.
strung AS (
    SELECT h.n, h.id, h.date, h.from_school AS school, h.kind,
        h.id IS NULL AS is_new,
        coalesce(e.area_from::text, e.level_from) AS was,
        coalesce(h.area_to::text, h.level_to) AS becomes,
        CASE WHEN h.kind = 'transfer' THEN s.area::text ELSE s.level END
            AS present
    FROM happening h
    JOIN school s ON s.id = h.from_school
    LEFT JOIN school_event e ON e.id = h.id
    WHERE h.kind IN ('transfer', 'change_level')
      AND h.from_school IN (SELECT from_school FROM claim
                            WHERE event IS NULL)),
state AS (
    SELECT n, id, school, kind, date, is_new, becomes,
        CASE WHEN lag(is_new) OVER w THEN lag(becomes) OVER w
             WHEN NOT is_new THEN was
             ELSE coalesce((array_agg(was) FILTER (WHERE NOT is_new) OVER (
                      PARTITION BY school, kind ORDER BY date
                      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING))[1],
                  present)
        END AS was,
        lag(n) OVER w AS after_n,
        lead(n) OVER w IS NULL AND lead(id) OVER w IS NULL AS is_last
    FROM strung
    WINDOW w AS (PARTITION BY school, kind ORDER BY date))
