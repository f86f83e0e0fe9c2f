-- Needs a CTE pair (school, target). Gives figure (school, cell, value,
-- status): what each school's figure at the target is.
reported AS NOT MATERIALIZED (
-- include: figure_pair.inc.sql
),
-- include: figure_rule.inc.sql
