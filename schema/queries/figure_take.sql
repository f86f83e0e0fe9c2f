-- role: import
-- The figures as they are now: of the pairs, and at the cells that this
-- import made. At those, and below them, only this file has anything: what
-- was staged is all that is stored, and before it there was nothing.
-- $1 int side: -1 before the rows are written, 1 after, $2 int the last cell
-- that was there before this import
WITH reported AS (
-- include: figure_pair.inc.sql
    UNION ALL
    SELECT s.school, r.target, r.rank, s.value, s.status
    FROM stage s
    JOIN rollup r ON r.cell = s.cell
    WHERE $1::int > 0 AND r.target > $2::int
    UNION ALL
    SELECT s.school, s.cell, 0, s.value, s.status
    FROM stage s
    JOIN cell c ON c.id = s.cell
    WHERE $1::int > 0 AND s.cell > $2::int AND NOT c.leaf),
-- include: figure_rule.inc.sql
INSERT INTO figure_taken (side, school, cell, value, status)
SELECT $1::int, school, cell, value, status FROM figure
