-- Needs rule_figure and what is about it. Gives findings: a ratio
-- whose denominator is 0 and whose numerator is not.
SELECT u.rule, u.level, coalesce(b.line, a.line, 0) AS line, a.school,
    CASE WHEN b.asked THEN b.cell ELSE a.cell END AS cell,
    (CASE WHEN b.asked THEN b.amount ELSE a.amount END)::text AS value,
    CASE WHEN b.asked THEN '> 0 (' || n.code || ' = ' || a.amount || ')'
         ELSE '0 (' || d.code || ' = 0)' END AS expected,
    false AS adds_up
FROM (SELECT DISTINCT numerator, denominator FROM indicator
      WHERE numerator IS NOT NULL) r
JOIN indicator n ON n.id = r.numerator
JOIN indicator d ON d.id = r.denominator
JOIN rule_figure a ON a.indicator = n.id
JOIN rule_figure b ON b.indicator = d.id AND b.school = a.school
    AND b.period = a.period AND b.breakdown = a.breakdown
CROSS JOIN (SELECT rule, level FROM validation_use
            WHERE evaluator = 'positive' LIMIT 1) u
WHERE (a.asked OR b.asked)
  AND a.amount > 0
  AND b.amount = 0
