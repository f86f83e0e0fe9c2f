-- role: import
-- The planner knows nothing of temporary tables by itself.
ANALYZE rule_cell, rule_part, rule_rollup,
    rule_figure (school, cell, indicator, breakdown, period, made, asked)
