-- Needs rule_figure and what is about it. Gives findings: a month
-- too many times the median deviation away from the median of the twelve
-- months before. All is doubled, and doubled again, so that no median is
-- rounded. A series is gathered once and looked at month by month: to join each
-- month with the twelve before it took more than twice as long.
SELECT c.rule, c.level, coalesce(c.line, 0) AS line, c.school, c.cell,
    c.amount::text AS value,
    trim_scale(c.median2 * 0.5) || ' ± '
        || trim_scale(c.times * d.spread4 * 0.25) AS expected,
    false AS adds_up
FROM (SELECT r.school, r.cells[a.n] AS cell, r.lines[a.n] AS line,
          r.amounts[a.n] AS amount, w.sorted, w.n,
          w.sorted[(w.n + 1) / 2] + w.sorted[w.n / 2 + 1] AS median2,
          u.rule, u.level, (u.parameters->>'times')::numeric AS times,
          (u.parameters->>'months')::int AS months,
          (u.parameters->>'absolute')::numeric AS absolute
      FROM (SELECT school, indicator, array_agg(cell) AS cells,
                array_agg(period / 1000 * 12 + period % 20) AS months,
                array_agg(amount) AS amounts, array_agg(line) AS lines,
                array_agg(asked) AS asked
            FROM rule_figure
            WHERE period % 1000 BETWEEN 21 AND 32
            GROUP BY school, indicator, breakdown
            HAVING bool_or(asked) AND count(*) > 1) r
      JOIN validation_choice u ON u.evaluator = 'median'
          AND u.indicator = r.indicator
      CROSS JOIN LATERAL unnest(r.asked, r.months) WITH ORDINALITY
          AS a (asked, month, n)
      CROSS JOIN LATERAL (
          SELECT array_agg(h.amount ORDER BY h.amount) AS sorted,
              count(*)::int AS n
          FROM unnest(r.amounts, r.months) AS h (amount, month)
          WHERE h.amount IS NOT NULL
            AND a.month - h.month BETWEEN 1 AND 12) w
      WHERE a.asked) c
CROSS JOIN LATERAL (
    SELECT s.sorted[(c.n + 1) / 2] + s.sorted[c.n / 2 + 1] AS spread4
    FROM (SELECT array_agg(abs(2 * x - c.median2)
                           ORDER BY abs(2 * x - c.median2)) AS sorted
          FROM unnest(c.sorted) x) s) d
WHERE c.n >= c.months
  AND abs(2 * c.amount - c.median2) > 2 * c.absolute
  AND 2 * abs(2 * c.amount - c.median2) > c.times * d.spread4
