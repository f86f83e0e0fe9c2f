-- role: import
-- The evaluator `range`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_range.inc.sql
