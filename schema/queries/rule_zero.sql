-- role: import
-- The evaluator `zero`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_zero.inc.sql
