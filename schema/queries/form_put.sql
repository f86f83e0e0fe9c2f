-- role: read
-- Stores or replaces a form, with its audit row.
-- $1 text name, $2 text document, $3 text actor, $4 text request id, $5 int
-- how many forms there may be
-- created boolean
-- One row; none when there are too many.
WITH stored AS (
    INSERT INTO form AS p (name, document, updated_by)
    SELECT $1, $2, $3
    WHERE (SELECT count(*) FROM form) < $5::int
       OR EXISTS (SELECT FROM form WHERE name = $1)
    ON CONFLICT (name) DO UPDATE
    SET document = excluded.document,
        updated_at = now(),
        updated_by = excluded.updated_by
    RETURNING name, xmax = 0 AS created
), audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $3, 'form_put',
           CASE WHEN created THEN 'created' ELSE 'replaced' END, name, $4
    FROM stored
)
SELECT created
FROM stored
