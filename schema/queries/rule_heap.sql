-- role: import
-- The evaluator `heap`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_heap.inc.sql
