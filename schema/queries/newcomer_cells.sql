-- role: import
-- Cells that were not met before.
-- $1 int[] ids, $2 int[] indicators, $3 int[] breakdowns, $4 int[] periods
INSERT INTO cell (id, indicator, breakdown, period)
SELECT *
FROM unnest($1::int[], $2::int[], $3::int[], $4::int[])
