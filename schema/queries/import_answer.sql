-- role: read
-- The answer that an import got or would have got.
-- $1 uuid id, $2 text actor or NULL for anybody's
-- status, answer
-- No row or one.
SELECT status, answer
FROM import
WHERE id = $1::uuid
  AND ($2::text IS NULL OR actor = $2)
