-- role: read
-- Removes a form, with its audit row.
-- $1 text name, $2 text actor, $3 text request id
-- name text
-- No row (there was none) or one.
WITH gone AS (
    DELETE FROM form
    WHERE name = $1
    RETURNING name
), audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $2, 'form_delete', 'deleted', name, $3
    FROM gone
)
SELECT name
FROM gone
