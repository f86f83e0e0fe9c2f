-- role: import
-- Adds the differences to the totals of every area above.
INSERT INTO total AS t (cell, area, sum, reported, missing)
SELECT d.cell, a.ancestor, sum(d.sum)::bigint, sum(d.reported),
    sum(d.missing)
FROM delta d
JOIN area_ancestor a ON a.area = d.area
GROUP BY d.cell, a.ancestor
HAVING sum(d.sum) <> 0 OR sum(d.reported) <> 0 OR sum(d.missing) <> 0
ORDER BY d.cell, a.ancestor
ON CONFLICT (cell, area) DO UPDATE
SET sum = t.sum + excluded.sum,
    reported = t.reported + excluded.reported,
    missing = t.missing + excluded.missing
