-- role: connect
-- The newest migration that was applied.
-- number int, sha256 text
-- No row or one.
SELECT number, sha256
FROM schema_migration
ORDER BY number DESC
LIMIT 1
