-- role: import
-- The evaluator `repeat`: rows of a form that say what a row before them says,
-- where rows add up. By the first figure that it would count twice.
-- $1 int[] first lines of a workbook's sheets, in order
INSERT INTO finding (rule, level, line, school, cell, value, expected, adds_up)
SELECT DISTINCT ON (s.line) u.rule, u.level, s.line, s.school, s.cell,
    (s.value * c.unit)::text,
    '≠ 第 ' || place.row || ' 行 (row ' || place.row || ')', false
FROM stage s
JOIN validation_use u ON u.evaluator = 'repeat'
JOIN rule_cell c ON c.id = s.cell
CROSS JOIN LATERAL (SELECT s.repeats + 1
    - coalesce(($1::int[])[width_bucket(s.line, $1::int[])], 1) AS row) place
WHERE s.repeats IS NOT NULL
  AND s.fault IS NULL
  AND s.value <> 0
  AND EXISTS (SELECT FROM stage f WHERE f.line = s.repeats)
ORDER BY s.line, s.number, s.cell
