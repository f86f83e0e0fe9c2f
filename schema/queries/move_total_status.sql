-- role: import
-- The same for statuses other than A.
-- $1 int the revision
WITH change AS MATERIALIZED (
    SELECT f.cell, m.area, f.status, sum(m.sign)::int AS schools
    FROM figure_taken f
    JOIN move m USING (school)
    WHERE f.status <> 'A'
    GROUP BY f.cell, m.area, f.status),
kept AS (
    INSERT INTO total_status_history (cell, area, status, until, revision,
        schools)
    SELECT t.cell, t.area, t.status, $1::int, t.revision, t.schools
    FROM change c
    JOIN total_status t USING (cell, area, status)
    WHERE t.revision < $1::int)
INSERT INTO total_status AS t (cell, area, status, schools, revision)
SELECT *, $1::int FROM change
ON CONFLICT (cell, area, status) DO UPDATE
SET schools = t.schools + excluded.schools,
    revision = excluded.revision
