-- role: any
-- Of the whole table, for the snapshot in memory. The year to date is no
-- period that anybody asks for.
-- indicator, period
-- One row each.
SELECT DISTINCT indicator, period FROM cell
WHERE period % 1000 NOT BETWEEN 41 AND 52
ORDER BY indicator, period
