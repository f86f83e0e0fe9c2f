-- role: import
-- The evaluator `jump`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_jump.inc.sql
