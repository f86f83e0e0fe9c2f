-- role: import
-- The planner knows nothing of temporary tables by itself.
ANALYZE rule_cell, rule_rollup, rule_figure
