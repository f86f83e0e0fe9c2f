-- Needs rule_figure and what is about it. Gives findings: a month
-- too many times the median deviation away from the median of the twelve
-- months before. All is doubled, and doubled again, so that no median is
-- rounded.
SELECT c.rule, c.level, coalesce(c.line, 0) AS line, c.school, c.cell,
    c.amount::text AS value,
    trim_scale(c.median2 * 0.5) || ' ± '
        || trim_scale(c.times * d.spread4 * 0.25) AS expected,
    false AS adds_up
FROM (SELECT f.school, f.cell, f.line, f.amount, w.sorted, w.n,
          w.sorted[(w.n + 1) / 2] + w.sorted[w.n / 2 + 1] AS median2,
          u.rule, u.level, (u.parameters->>'times')::numeric AS times,
          (u.parameters->>'months')::int AS months,
          (u.parameters->>'absolute')::numeric AS absolute
      FROM (SELECT f.school, f.cell,
                array_agg(h.amount ORDER BY h.amount) AS sorted,
                count(*)::int AS n
            FROM rule_figure f
            JOIN rule_figure h ON h.school = f.school
                AND h.indicator = f.indicator AND h.breakdown = f.breakdown
            WHERE f.asked
              AND f.period % 1000 BETWEEN 21 AND 32
              AND h.period % 1000 BETWEEN 21 AND 32
              AND h.amount IS NOT NULL
              AND (f.period / 1000 - h.period / 1000) * 12
                  + f.period % 20 - h.period % 20 BETWEEN 1 AND 12
            GROUP BY f.school, f.cell) w
      JOIN rule_figure f ON f.school = w.school AND f.cell = w.cell
      JOIN validation_choice u ON u.evaluator = 'median'
          AND u.indicator = f.indicator) c
CROSS JOIN LATERAL (
    SELECT s.sorted[(c.n + 1) / 2] + s.sorted[c.n / 2 + 1] AS spread4
    FROM (SELECT array_agg(abs(2 * x - c.median2)
                           ORDER BY abs(2 * x - c.median2)) AS sorted
          FROM unnest(c.sorted) x) s) d
WHERE c.n >= c.months
  AND abs(2 * c.amount - c.median2) > 2 * c.absolute
  AND 2 * abs(2 * c.amount - c.median2) > c.times * d.spread4
