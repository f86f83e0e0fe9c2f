-- role: any
-- What an Idempotency-Key was used for.
-- $1 text key
-- id, fingerprint, status, answer
-- No row or one.
SELECT id, fingerprint, status, answer
FROM import
WHERE idempotency_key = $1
