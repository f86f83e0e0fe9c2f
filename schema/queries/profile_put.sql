-- role: read
-- Stores or replaces a profile, with its audit row.
-- $1 text name, $2 text document, $3 text actor, $4 text request id, $5 int
-- how many profiles there may be
-- created boolean
-- One row; none when there are too many.
WITH stored AS (
    INSERT INTO profile AS p (name, document, updated_by)
    SELECT $1, $2, $3
    WHERE (SELECT count(*) FROM profile) < $5::int
       OR EXISTS (SELECT FROM profile WHERE name = $1)
    ON CONFLICT (name) DO UPDATE
    SET document = excluded.document,
        updated_at = now(),
        updated_by = excluded.updated_by
    RETURNING name, xmax = 0 AS created
), audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $3, 'profile_put',
           CASE WHEN created THEN 'created' ELSE 'replaced' END, name, $4
    FROM stored
)
SELECT created
FROM stored
