-- role: import
-- The evaluator `partition`.
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
-- include: rule_partition.inc.sql
