-- Needs rule_figure and what is about it. Gives findings: a
-- member of an overlapping dimension above what it is a part of.
SELECT u.rule, u.level, coalesce(f.line, t.line, 0) AS line, f.school,
    CASE WHEN f.asked THEN f.cell ELSE t.cell END AS cell,
    (CASE WHEN f.asked THEN f.amount ELSE t.amount END)::text AS value,
    CASE WHEN f.asked THEN '<= ' || t.amount ELSE '>= ' || f.amount END
        || ' (' || d.code || ')' AS expected,
    false AS adds_up
FROM rule_figure f
JOIN rule_part p ON p.breakdown = f.breakdown AND p.overlapping
JOIN rule_figure t ON t.school = f.school AND t.indicator = f.indicator
    AND t.period = f.period AND t.breakdown = p.parent
JOIN dimension d ON d.id = p.dimension
CROSS JOIN (SELECT rule, level FROM validation_use
            WHERE evaluator = 'overlap' LIMIT 1) u
WHERE (f.asked OR t.asked)
  AND f.amount > t.amount
