-- role: import
-- The evaluator `shell`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_shell.inc.sql
