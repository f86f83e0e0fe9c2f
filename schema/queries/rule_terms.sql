-- role: import
-- The evaluator `terms`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_terms.inc.sql
