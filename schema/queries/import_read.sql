-- role: read
-- One import's record.
-- $1 uuid id, $2 text actor or NULL for anybody's
-- as in import_columns.inc.sql
-- No row or one.
SELECT
-- include: import_columns.inc.sql
FROM import i
WHERE i.id = $1::uuid
  AND ($2::text IS NULL OR i.actor = $2)
