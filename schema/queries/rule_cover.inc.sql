-- Needs rule_figure and what is about it. Gives findings: a figure
-- above the sum of an overlapping dimension, of which also the member that
-- stands for none of the others was reported.
SELECT u.rule, u.level, coalesce(t.line, s.line, 0) AS line, t.school,
    t.cell, t.amount::text AS value,
    '<= ' || s.amount || ' (Σ ' || u.dimension_code || ')' AS expected,
    true AS adds_up
FROM validation_use u
JOIN LATERAL (
    SELECT f.school, f.indicator, f.period, p.parent,
        sum(f.amount) AS amount, min(f.line) AS line,
        bool_or(f.asked) AS asked
    FROM rule_figure f
    JOIN rule_part p ON p.breakdown = f.breakdown
        AND p.dimension = u.dimension
    LEFT JOIN member m ON m.id = p.member
    WHERE f.indicator = u.indicator
    GROUP BY f.school, f.indicator, f.period, p.parent
    HAVING bool_or(m.code = u.parameters->>'member')
       AND NOT bool_or(f.amount IS NULL AND f.status <> 'M')) s ON true
JOIN rule_figure t ON t.school = s.school AND t.indicator = s.indicator
    AND t.period = s.period AND t.breakdown = s.parent
WHERE u.evaluator = 'cover'
  AND (s.asked OR t.asked)
  AND t.amount > s.amount
