-- role: import
-- Before the rules look at the staged rows, perhaps again.
TRUNCATE rule_cell, rule_part, rule_rollup, rule_figure, finding
