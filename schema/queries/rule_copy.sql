-- role: import
-- The evaluator `copy`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_copy.inc.sql
