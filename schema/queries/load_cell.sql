-- role: any
-- The whole table, for the snapshot in memory.
-- id, indicator, breakdown, period, linked: it has coarser or finer cells
-- One row each.
SELECT c.id, c.indicator, c.breakdown, c.period,
    NOT c.leaf OR EXISTS (SELECT 1 FROM rollup r WHERE r.cell = c.id)
FROM cell c
ORDER BY c.id
