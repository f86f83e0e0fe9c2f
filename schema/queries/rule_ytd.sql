-- role: import
-- The evaluator `ytd`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_ytd.inc.sql
