-- role: import
-- Which schools' figures at which cells the staged rows can change, leaves
-- apart.
INSERT INTO pair (school, target)
SELECT s.school, r.target FROM stage s JOIN rollup r ON r.cell = s.cell
UNION
SELECT s.school, s.cell FROM stage s JOIN cell c ON c.id = s.cell
WHERE NOT c.leaf
