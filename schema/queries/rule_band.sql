-- role: import
-- The evaluator `band`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_band.inc.sql
