-- Needs rule_figure and what is about it. Gives findings: a total
-- that is not the sum of its terms, or not nearly (percent). Terms are totals
-- or sums of members, of the same or another year. Where one is missing,
-- nothing is found, but with `part` that those that are there exceed it.
SELECT s.rule, s.level, coalesce(s.line, s.term_line, 0) AS line, s.school,
    CASE WHEN s.asked THEN s.cell ELSE s.term_cell END AS cell,
    (CASE WHEN s.asked THEN s.amount ELSE s.term_amount END)::text AS value,
    CASE WHEN s.asked THEN ''
         ELSE s.indicator_code || ' = ' || s.amount || ', ' END
        || CASE WHEN s.whole THEN '= ' ELSE '>= ' END || s.sum
        || coalesce(' ± ' || s.percent || ' %', '') || ' (Σ)' AS expected,
    true AS adds_up
FROM (SELECT u.rule, u.level, u.indicator_code, a.school, a.cell, a.line,
          a.asked, a.amount,
          (u.parameters->>'percent')::numeric AS percent,
          u.parameters ? 'part' AS part,
          sum(w.factor * x.amount) AS sum,
          count(DISTINCT w.position) = jsonb_array_length(u.parameters->'terms')
              AND NOT bool_or(x.amount IS NULL AND x.status <> 'M') AS whole,
          bool_or(x.asked) AS term_asked, min(x.line) AS term_line,
          max(x.cell) FILTER (WHERE x.asked) AS term_cell,
          max(x.amount) FILTER (WHERE x.asked) AS term_amount
      FROM validation_use u
      JOIN rule_figure a ON a.indicator = u.indicator AND a.breakdown = 1
      JOIN validation_term w ON w.rule = u.rule AND w.number = u.number
      JOIN rule_figure x ON x.school = a.school AND x.indicator = w.indicator
          AND x.period = (a.period / 1000 + w.shift) * 1000
              + CASE w.period_type WHEN 'school_year' THEN 100
                                   WHEN 'calendar_year' THEN 0
                                   ELSE a.period % 1000 END
      LEFT JOIN rule_part p ON p.breakdown = x.breakdown AND p.parent = 1
          AND p.member = ANY (w.members)
      WHERE u.evaluator = 'terms'
        AND CASE WHEN w.members IS NULL THEN x.breakdown = 1
                 ELSE p.breakdown IS NOT NULL END
      GROUP BY u.rule, u.number, u.level, u.indicator_code, u.parameters,
          a.school, a.cell, a.line, a.asked, a.amount) s
WHERE (s.asked OR s.term_asked)
  AND (s.whole AND abs(s.amount - s.sum) * 100
                   > coalesce(s.percent, 0) * abs(s.sum)
       OR s.part AND s.sum > s.amount)
