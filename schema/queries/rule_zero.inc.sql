-- Needs rule_figure and what is about it. Gives findings: a figure
-- that is zero and was not last year, or the reverse.
SELECT u.rule, u.level, coalesce(f.line, 0) AS line, f.school, f.cell,
    f.amount::text AS value,
    CASE WHEN f.amount = 0 THEN '> 0 (' ELSE '0 (' END
        || period_text(b.period) || ' = ' || b.amount || ')' AS expected,
    false AS adds_up
FROM rule_figure f
JOIN validation_choice u ON u.evaluator = 'zero'
    AND u.indicator = f.indicator
JOIN rule_figure b ON b.school = f.school AND b.indicator = f.indicator
    AND b.breakdown = f.breakdown AND b.period = f.period - 1000
WHERE f.asked AND NOT f.made
  AND (f.amount = 0 AND b.amount > 0 OR f.amount > 0 AND b.amount = 0)
