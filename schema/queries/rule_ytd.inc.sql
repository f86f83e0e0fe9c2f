-- Needs rule_figure and what is about it. Gives findings: a figure
-- since January below that of an earlier month.
SELECT u.rule, u.level,
    CASE WHEN y.asked THEN y.line ELSE y.before_line END AS line, y.school,
    CASE WHEN y.asked THEN y.cell ELSE y.before_cell END AS cell,
    (CASE WHEN y.asked THEN y.amount ELSE y.before END)::text AS value,
    CASE WHEN y.asked
         THEN '>= ' || y.before || ' (' || period_text(y.before_period) || ')'
         ELSE '<= ' || y.amount || ' (' || period_text(y.period) || ')'
    END AS expected,
    false AS adds_up
FROM (SELECT f.school, f.cell, f.period, f.amount, f.asked,
          coalesce(f.line, 0) AS line,
          lag(f.amount) OVER w AS before,
          lag(f.period) OVER w AS before_period,
          lag(f.cell) OVER w AS before_cell,
          lag(f.asked) OVER w AS before_asked,
          lag(coalesce(f.line, 0)) OVER w AS before_line
      FROM rule_figure f
      WHERE f.period % 1000 BETWEEN 41 AND 52 AND f.amount IS NOT NULL
        AND NOT f.made
      WINDOW w AS (PARTITION BY f.school, f.indicator, f.breakdown,
                       f.period / 1000
                   ORDER BY f.period)) y
CROSS JOIN (SELECT rule, level FROM validation_use
            WHERE evaluator = 'ytd' LIMIT 1) u
WHERE (y.asked OR y.before_asked)
  AND y.amount < y.before
