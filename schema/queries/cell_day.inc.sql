-- Gives begun (cell, day): the first day of each cell's period, whose number
-- is that of model/period.h.
begun AS (
    SELECT id AS cell,
        CASE WHEN slot = 0 THEN make_date(year, 1, 1)
             WHEN slot < 10 THEN make_date(year, slot * 6 - 5, 1)
             WHEN slot < 20 THEN make_date(year, slot * 3 - 32, 1)
             WHEN slot < 40 THEN make_date(year, slot - 20, 1)
             WHEN slot < 100 THEN make_date(year, 1, 1) -- the year to date
             WHEN slot = 100 THEN make_date(year, 9, 1)
             ELSE make_date(year, (slot - 401) / 31 + 1,
                            (slot - 401) % 31 + 1)
        END AS day
    FROM (SELECT id, period / 1000 AS year, period % 1000 AS slot
          FROM cell) p)
