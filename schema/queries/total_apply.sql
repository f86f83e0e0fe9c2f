-- role: import
-- Adds the differences to the totals of every area above. Cells that this
-- import made have none yet, which need not be looked for.
-- $1 int the last cell that was there before this import
WITH change AS (
    SELECT d.cell, a.ancestor, sum(d.sum)::bigint AS sum,
        sum(d.reported) AS reported, sum(d.missing) AS missing
    FROM delta d
    JOIN area_ancestor a ON a.area = d.area
    GROUP BY d.cell, a.ancestor
    HAVING sum(d.sum) <> 0 OR sum(d.reported) <> 0 OR sum(d.missing) <> 0),
added AS (
    INSERT INTO total (cell, area, sum, reported, missing)
    SELECT * FROM change
    WHERE cell > $1::int
    ORDER BY cell, ancestor)
INSERT INTO total AS t (cell, area, sum, reported, missing)
SELECT * FROM change
WHERE cell <= $1::int
ORDER BY cell, ancestor
ON CONFLICT (cell, area) DO UPDATE
SET sum = t.sum + excluded.sum,
    reported = t.reported + excluded.reported,
    missing = t.missing + excluded.missing
