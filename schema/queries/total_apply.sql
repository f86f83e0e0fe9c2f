-- role: import
-- Adds the differences to the totals of every area above, and keeps what stood
-- before. Cells that this import made have none yet, which need not be looked
-- for.
-- $1 int the last cell that was there before this import, $2 int the revision
WITH change AS MATERIALIZED (
    SELECT d.cell, a.ancestor, sum(d.sum)::bigint AS sum,
        sum(d.reported)::int AS reported, sum(d.missing)::int AS missing
    FROM delta d
    JOIN area_ancestor a ON a.area = d.area
    GROUP BY d.cell, a.ancestor
    HAVING sum(d.sum) <> 0 OR sum(d.reported) <> 0 OR sum(d.missing) <> 0),
added AS (
    INSERT INTO total (cell, area, sum, reported, missing, revision)
    SELECT *, $2::int FROM change
    WHERE cell > $1::int
    ORDER BY cell, ancestor),
kept AS (
    INSERT INTO total_history (cell, area, until, revision, sum, reported,
        missing)
    SELECT t.cell, t.area, $2::int, t.revision, t.sum, t.reported, t.missing
    FROM change c
    JOIN total t ON t.cell = c.cell AND t.area = c.ancestor
    WHERE c.cell <= $1::int AND t.revision < $2::int)
INSERT INTO total AS t (cell, area, sum, reported, missing, revision)
SELECT *, $2::int FROM change
WHERE cell <= $1::int
ORDER BY cell, ancestor
ON CONFLICT (cell, area) DO UPDATE
SET sum = t.sum + excluded.sum,
    reported = t.reported + excluded.reported,
    missing = t.missing + excluded.missing,
    revision = excluded.revision
