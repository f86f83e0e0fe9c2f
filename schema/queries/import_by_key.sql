-- role: any
-- What an Idempotency-Key was used for.
-- $1 text actor, $2 text key
-- id, fingerprint, status, answer
-- No row or one.
SELECT id, fingerprint, status, answer
FROM import
WHERE actor = $1 AND idempotency_key = $2
