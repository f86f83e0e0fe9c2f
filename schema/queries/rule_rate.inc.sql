-- Needs rule_figure and what is about it. Gives findings: a share
-- that changed by too many percentage points in a year.
SELECT u.rule, u.level, coalesce(a.line, b.line, 0) AS line, a.school,
    CASE WHEN a.asked THEN a.cell ELSE b.cell END AS cell,
    round(a.amount * 100 / b.amount, 2)::text AS value,
    round(c.amount * 100 / d.amount, 2) || ' ± ' || (u.parameters->>'points')
        || ' (' || period_text(c.period) || ', ' || u.indicator_code || ' / '
        || u.other_code || ')' AS expected,
    false AS adds_up
FROM validation_use u
JOIN rule_figure a ON a.indicator = u.indicator AND a.breakdown = 1
JOIN rule_figure b ON b.indicator = u.other AND b.breakdown = 1
    AND b.school = a.school AND b.period = a.period
JOIN rule_figure c ON c.indicator = u.indicator AND c.breakdown = 1
    AND c.school = a.school AND c.period = a.period - 1000
JOIN rule_figure d ON d.indicator = u.other AND d.breakdown = 1
    AND d.school = a.school AND d.period = a.period - 1000
WHERE u.evaluator = 'rate'
  AND (a.asked OR b.asked)
  AND b.amount > 0
  AND d.amount > 0
  AND abs(a.amount * d.amount - c.amount * b.amount) * 100
      > (u.parameters->>'points')::numeric * b.amount * d.amount
