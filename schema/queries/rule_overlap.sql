-- role: import
-- The evaluator `overlap`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_overlap.inc.sql
