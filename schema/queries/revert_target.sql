-- role: import
-- The import that is to be taken back.
-- $1 uuid id, $2 text actor or NULL for anybody's
-- revision, kind, changed: a rejected one did not, reverted by
-- No row or one.
SELECT i.revision, i.kind, i.changed, r.id
FROM import i
LEFT JOIN import r ON r.reverts = i.id AND r.state = 'committed'
WHERE i.id = $1::uuid
  AND ($2::text IS NULL OR i.actor = $2)
