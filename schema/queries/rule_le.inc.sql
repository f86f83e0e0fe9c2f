-- Needs rule_figure and what is about it. Gives findings: a figure
-- above another one of the same school, period and breakdown.
SELECT u.rule, u.level, coalesce(a.line, b.line, 0) AS line, a.school,
    CASE WHEN a.asked THEN a.cell ELSE b.cell END AS cell,
    (CASE WHEN a.asked THEN a.amount ELSE b.amount END)::text AS value,
    CASE WHEN a.asked THEN '<= ' || b.amount || ' (' || u.other_code || ')'
         ELSE '>= ' || a.amount || ' (' || u.indicator_code || ')'
    END AS expected,
    false AS adds_up
FROM validation_use u
JOIN rule_figure a ON a.indicator = u.indicator
JOIN rule_figure b ON b.indicator = u.other AND b.school = a.school
    AND b.period = a.period AND b.breakdown = a.breakdown
WHERE u.evaluator = 'le'
  AND (a.asked OR b.asked)
  AND a.amount > b.amount
