-- role: import
-- The same for statuses other than A.
-- $1 int the revision
WITH change AS MATERIALIZED (
    SELECT d.cell, a.ancestor, d.status, sum(d.schools)::int AS schools
    FROM delta_status d
    JOIN area_ancestor a ON a.area = d.area
    GROUP BY d.cell, a.ancestor, d.status
    HAVING sum(d.schools) <> 0),
kept AS (
    INSERT INTO total_status_history (cell, area, status, until, revision,
        schools)
    SELECT t.cell, t.area, t.status, $1::int, t.revision, t.schools
    FROM change c
    JOIN total_status t ON t.cell = c.cell AND t.area = c.ancestor
        AND t.status = c.status
    WHERE t.revision < $1::int)
INSERT INTO total_status AS t (cell, area, status, schools, revision)
SELECT *, $1::int FROM change
ORDER BY cell, ancestor, status
ON CONFLICT (cell, area, status) DO UPDATE
SET schools = t.schools + excluded.schools,
    revision = excluded.revision
