-- role: command
-- Revokes a token, at once and for good, with its audit row.
-- $1 text id in decimal, or name; $2 text actor
-- id int, name text
-- No row (unknown or revoked already) or one.
WITH revoked AS (
    UPDATE token
    SET revoked_at = now()
    WHERE (id::text = $1 OR name = $1) AND revoked_at IS NULL
    RETURNING id, name
), audited AS (
    INSERT INTO audit (actor, action, outcome, detail)
    SELECT $2, 'token_revoke', 'ok', id || ' ' || name
    FROM revoked
)
SELECT id, name
FROM revoked
