-- role: import
-- The evaluator `le`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_le.inc.sql
