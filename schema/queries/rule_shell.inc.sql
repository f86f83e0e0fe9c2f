-- Needs rule_figure and what is about it. Gives findings: a school
-- all of whose figures of a period are zero or missing.
SELECT u.rule, u.level, coalesce(s.line, 0) AS line, s.school,
    NULL::int AS cell, s.n || ' × 0' AS value,
    '> 0 (' || period_text(s.period) || ')' AS expected,
    true AS adds_up
FROM (SELECT f.school, f.period, min(f.line) AS line, count(*) AS n
      FROM rule_figure f
      WHERE f.asked AND NOT f.made
      GROUP BY f.school, f.period
      HAVING bool_and(coalesce(f.amount, 0) = 0)) s
CROSS JOIN (SELECT rule, level, parameters FROM validation_use
            WHERE evaluator = 'shell' LIMIT 1) u
WHERE s.n >= (u.parameters->>'count')::int
