-- Needs rule_figure and what is about it. Gives findings: a school
-- of which several indicators are what they were in the period before.
SELECT u.rule, u.level, coalesce(min(s.line), 0) AS line, s.school,
    NULL::int AS cell, string_agg(s.code, ' ' ORDER BY s.code) AS value,
    '< ' || (u.parameters->>'count') || ' (= '
        || period_text(s.previous) || ')' AS expected,
    false AS adds_up
FROM (SELECT f.school, f.period, b.period AS previous, i.code,
          min(f.line) AS line
      FROM rule_figure f
      JOIN rule_figure b ON b.school = f.school
          AND b.indicator = f.indicator AND b.breakdown = f.breakdown
          AND b.period = period_previous(f.period)
      JOIN indicator i ON i.id = f.indicator
      WHERE f.asked AND NOT f.made
      GROUP BY f.school, f.period, b.period, i.code
      HAVING bool_and(f.amount IS NOT DISTINCT FROM b.amount)
         AND bool_or(f.amount <> 0)) s
CROSS JOIN (SELECT rule, level, parameters FROM validation_use
            WHERE evaluator = 'copy' LIMIT 1) u
GROUP BY u.rule, u.level, u.parameters, s.school, s.period, s.previous
HAVING count(*) >= (u.parameters->>'count')::int
