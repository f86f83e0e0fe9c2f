-- Needs rule_figure and what is about it. Gives findings: a school
-- too many of whose counts end in 0.
SELECT u.rule, u.level, coalesce(s.line, 0) AS line, s.school,
    NULL::int AS cell, s.round || ' / ' || s.n AS value,
    '<= ' || (u.parameters->>'percent') || ' %' AS expected,
    false AS adds_up
FROM (SELECT f.school, min(f.line) AS line, count(*) AS n,
          count(*) FILTER (WHERE f.amount % 10 = 0) AS round
      FROM rule_figure f
      JOIN indicator i ON i.id = f.indicator AND i.decimals = 0
      WHERE f.asked AND NOT f.made AND f.amount <> 0
      GROUP BY f.school) s
CROSS JOIN (SELECT rule, level, parameters FROM validation_use
            WHERE evaluator = 'heap' LIMIT 1) u
WHERE s.n >= (u.parameters->>'count')::int
  AND s.round * 100 > (u.parameters->>'percent')::numeric * s.n
