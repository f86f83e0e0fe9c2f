-- role: import
-- Every cell at which a moved school has a figure.
INSERT INTO pair (school, target)
WITH reported AS (
    SELECT school, cell FROM observation
    WHERE school IN (SELECT school FROM move))
SELECT school, cell FROM reported
UNION
SELECT o.school, r.target
FROM reported o
JOIN rollup r ON r.cell = o.cell
