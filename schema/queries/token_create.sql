-- role: command
-- A new token and its audit row; the token itself stays unknown.
-- $1 text name, $2 text role, $3 bytea SHA-256 of the token, $4 text[]
-- schools, $5 text[] areas, $6 int days until it expires or NULL, $7 text
-- actor
-- id int
-- One row.
WITH created AS (
    INSERT INTO token (name, role, hash, schools, areas, expires_at)
    VALUES ($1, $2, $3::bytea, $4::text[], $5::text[],
            now() + make_interval(days => $6::int))
    RETURNING id, name
), audited AS (
    INSERT INTO audit (actor, action, outcome, detail)
    SELECT $7, 'token_create', 'ok', id || ' ' || name
    FROM created
)
SELECT id
FROM created
