-- role: import
-- The evaluator `cover`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_cover.inc.sql
