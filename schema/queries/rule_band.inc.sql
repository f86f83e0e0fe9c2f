-- Needs rule_figure and what is about it. Gives findings: a ratio
-- of totals out of its range. The denominator is that of the period, or the
-- latest one.
SELECT rule, level, coalesce(line, other_line, 0) AS line, school,
    CASE WHEN asked THEN cell ELSE other_cell END AS cell,
    round(amount * factor / other_amount, 2)::text AS value,
    concat_ws(' ', CASE WHEN low > 0 THEN '>= ' || low END, '<= ' || high)
        || ' (' || indicator_code || ' / ' || other_code
        || CASE WHEN factor <> 1 THEN ' × ' || factor ELSE '' END || ')'
        AS expected,
    false AS adds_up
FROM (SELECT DISTINCT ON (u.rule, u.number, a.school, a.cell)
          u.rule, u.level, u.indicator_code, u.other_code,
          (u.parameters->>'low')::numeric AS low,
          (u.parameters->>'high')::numeric AS high,
          (u.parameters->>'factor')::numeric AS factor,
          a.school, a.cell, a.line, a.asked, a.amount,
          b.cell AS other_cell, b.line AS other_line, b.asked AS other_asked,
          b.amount AS other_amount
      FROM validation_use u
      JOIN rule_figure a ON a.indicator = u.indicator AND a.breakdown = 1
      JOIN rule_figure b ON b.indicator = u.other AND b.school = a.school
          AND b.breakdown = 1
      WHERE u.evaluator = 'band'
        AND (b.period = a.period
             OR u.parameters ? 'latest'
                AND b.period / 1000 <= a.period / 1000)
        AND b.amount > 0
      ORDER BY u.rule, u.number, a.school, a.cell, b.period DESC) r
WHERE (asked OR other_asked)
  AND (amount * factor < low * other_amount
       OR amount * factor > high * other_amount)
