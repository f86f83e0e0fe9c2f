-- role: import
-- Areas that schools left (-1) or joined (1) since move_take_chains.
-- Affects the number of them.
WITH now AS (
    SELECT s.id AS school, a.ancestor AS area
    FROM school s
    JOIN area_ancestor a ON a.area = s.area
    WHERE s.id IN (SELECT school FROM chain))
INSERT INTO move (school, area, sign)
(SELECT school, area, -1
 FROM (SELECT * FROM chain EXCEPT SELECT * FROM now) l)
UNION ALL
(SELECT school, area, 1
 FROM (SELECT * FROM now EXCEPT SELECT * FROM chain) j)
