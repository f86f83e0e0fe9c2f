-- role: import
-- Every area with each area above it, itself included.
INSERT INTO area_ancestor (area, ancestor)
WITH RECURSIVE up (area, ancestor) AS (
    SELECT id, id FROM area
    UNION ALL
    SELECT u.area, a.parent
    FROM up u
    JOIN area a ON a.id = u.ancestor
    WHERE a.parent IS NOT NULL)
SELECT area, ancestor FROM up
