-- role: import
-- Takes the moved schools' figures out of the areas they left and adds them
-- to those they joined; what stood before is kept.
-- $1 int the revision
WITH change AS MATERIALIZED (
    SELECT f.cell, m.area, coalesce(sum(m.sign * f.value), 0)::bigint AS sum,
        coalesce(sum(m.sign) FILTER (WHERE f.value IS NOT NULL), 0)::int
            AS reported,
        coalesce(sum(m.sign) FILTER (WHERE f.value IS NULL), 0)::int
            AS missing
    FROM figure_taken f
    JOIN move m USING (school)
    GROUP BY f.cell, m.area),
kept AS (
    INSERT INTO total_history (cell, area, until, revision, sum, reported,
        missing)
    SELECT t.cell, t.area, $1::int, t.revision, t.sum, t.reported, t.missing
    FROM change c
    JOIN total t USING (cell, area)
    WHERE t.revision < $1::int)
INSERT INTO total AS t (cell, area, sum, reported, missing, revision)
SELECT *, $1::int FROM change
ON CONFLICT (cell, area) DO UPDATE
SET sum = t.sum + excluded.sum,
    reported = t.reported + excluded.reported,
    missing = t.missing + excluded.missing,
    revision = excluded.revision
