-- role: import
-- Which schools' figures the staged rows can change, leaves apart, and cells
-- apart that this import made: figure_take.sql takes those from the stage.
-- $1 int the last cell that was there before this import
INSERT INTO pair (school, target)
SELECT s.school, r.target
FROM stage s
JOIN rollup r ON r.cell = s.cell
WHERE r.target <= $1::int
UNION
SELECT s.school, s.cell
FROM stage s
JOIN cell c ON c.id = s.cell
WHERE NOT c.leaf AND s.cell <= $1::int
