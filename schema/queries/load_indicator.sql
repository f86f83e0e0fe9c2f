-- role: any
-- The whole table, for the snapshot in memory.
-- id, code, name_zh, name_en, unit, kind, numerator, denominator,
-- agg_schools, agg_time, period_type, breakdowns, direction, source,
-- decimals, due_days (NULL: -1), is it counted from partnerships
-- One row each.
SELECT id, code, name_zh, name_en, unit, kind, coalesce(numerator, 0),
    coalesce(denominator, 0), agg_schools, agg_time, period_type, breakdowns,
    direction, source, decimals, coalesce(due_days, -1),
    id IN (SELECT indicator FROM distinct_rule)
FROM indicator
ORDER BY id
