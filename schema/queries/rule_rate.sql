-- role: import
-- The evaluator `rate`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_rate.inc.sql
