-- Needs rule_figure and what is about it. Gives findings: a sum
-- of ages that the age bands do not allow, where these are complete.
SELECT s.rule, s.level, coalesce(s.line, s.band_line, 0) AS line, s.school,
    s.cell, s.amount::text AS value, s.low || ' … ' || s.high AS expected,
    true AS adds_up
FROM (SELECT u.rule, u.level, a.school, a.cell, a.line, a.asked, a.amount,
          t.amount AS total,
          sum(f.amount) AS bands, bool_or(f.asked) AS bands_asked,
          min(f.line) AS band_line,
          sum(f.amount * (u.parameters->'bounds'->m.code->>0)::numeric) AS low,
          sum(f.amount * (u.parameters->'bounds'->m.code->>1)::numeric) AS high
      FROM validation_use u
      JOIN rule_figure a ON a.indicator = u.indicator AND a.breakdown = 1
      JOIN rule_figure t ON t.indicator = u.other AND t.breakdown = 1
          AND t.school = a.school AND t.period = a.period
      JOIN rule_figure f ON f.indicator = u.other AND f.school = a.school
          AND f.period = a.period
      JOIN rule_part p ON p.breakdown = f.breakdown AND p.parent = 1
          AND p.dimension = u.dimension
      JOIN member m ON m.id = p.member
      WHERE u.evaluator = 'range'
      GROUP BY u.rule, u.number, u.level, a.school, a.cell, a.line, a.asked,
          a.amount, t.amount) s
WHERE (s.asked OR s.bands_asked)
  AND s.bands = s.total
  AND (s.amount < s.low OR s.amount > s.high)
