-- Gives up (area, ancestor): every area with each above it, itself included.
up (area, ancestor) AS (
    SELECT id, id FROM area
    UNION ALL
    SELECT u.area, a.parent
    FROM up u
    JOIN area a ON a.id = u.ancestor
    WHERE a.parent IS NOT NULL)
