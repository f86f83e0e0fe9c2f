-- role: import
-- The evaluator `positive`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_positive.inc.sql
