-- Needs rule_figure and what is about it. Gives findings: a
-- reported figure that its members do not add up to. A single member ("of which
-- women") and members that are unknown may leave something over. A total that
-- was left empty beside all of its members is not their sum, and would take
-- their place as missing. Of several checks the one that names the indicator and the dimension speaks.
SELECT DISTINCT ON (t.school, t.cell, s.rank)
    u.rule, u.level, coalesce(t.line, s.line, 0) AS line, t.school,
    t.cell, coalesce(t.amount::text, '') AS value,
    CASE WHEN s.whole THEN '= ' ELSE '>= ' END || s.amount || ' (Σ '
        || coalesce(d.code, '*') || ')' AS expected,
    true AS adds_up
FROM (SELECT f.school, r.target, r.rank, sum(f.amount) AS amount,
          count(*) > 1 AND NOT bool_or(f.amount IS NULL AND f.status <> 'M')
              AS whole,
          min(f.line) AS line, bool_or(f.asked) AS asked
      FROM rule_figure f
      JOIN rule_rollup r ON r.cell = f.cell
      GROUP BY f.school, r.target, r.rank) s
JOIN rule_figure t ON t.school = s.school AND t.cell = s.target
    AND NOT t.made
LEFT JOIN dimension d ON d.id = s.rank
JOIN (SELECT rule, level, indicator, dimension
      FROM validation_use
      WHERE evaluator = 'partition'
      OFFSET 0) u
    ON coalesce(u.indicator, t.indicator) = t.indicator
    AND coalesce(u.dimension, s.rank) = s.rank
WHERE (s.asked OR t.asked)
  AND (s.amount > t.amount OR s.whole AND s.amount <> t.amount
       OR s.whole AND s.amount <> 0 AND s.rank <= 200
          AND t.amount IS NULL AND t.status IN ('O', 'L'))
ORDER BY t.school, t.cell, s.rank, u.indicator NULLS LAST,
    u.dimension NULLS LAST
