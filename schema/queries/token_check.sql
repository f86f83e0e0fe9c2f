-- role: read
-- Whose token this is, if it is good now: asked at every request.
-- $1 bytea SHA-256 of the token
-- id int, name text, role text, hash bytea, schools text, areas text (codes
-- joined by commas)
-- No row or one.
SELECT id, name, role, hash,
       array_to_string(schools, ',') AS schools,
       array_to_string(areas, ',') AS areas
FROM token
WHERE hash = $1::bytea
  AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > now())
