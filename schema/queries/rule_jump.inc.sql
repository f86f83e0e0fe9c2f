-- Needs rule_figure and what is about it. Gives findings: a figure
-- that differs from the same period last year by more than a share of that and
-- more than a number.
SELECT u.rule, u.level, coalesce(f.line, 0) AS line, f.school, f.cell,
    f.amount::text AS value,
    trim_scale(b.amount * (100 - u.percent) / 100) || ' … '
        || trim_scale(b.amount * (100 + u.percent) / 100) || ' ('
        || period_text(b.period) || ' = ' || b.amount || ')' AS expected,
    false AS adds_up
FROM rule_figure f
JOIN (SELECT indicator, rule, level,
          (parameters->>'percent')::numeric AS percent,
          (parameters->>'absolute')::numeric AS absolute
      FROM validation_choice
      WHERE evaluator = 'jump') u ON u.indicator = f.indicator
JOIN rule_figure b ON b.school = f.school AND b.indicator = f.indicator
    AND b.breakdown = f.breakdown AND b.period = f.period - 1000
WHERE f.asked
  AND b.amount <> 0
  AND f.amount <> 0
  AND abs(f.amount - b.amount) * 100 > u.percent * abs(b.amount)
  AND abs(f.amount - b.amount) > u.absolute
