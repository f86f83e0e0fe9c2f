-- role: import
-- The evaluator `median`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_median.inc.sql
