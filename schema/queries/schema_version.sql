-- role: connect
-- description: the newest migration that was applied
-- parameters: none
-- columns: number int, sha256 text
-- cardinality: no row or one
SELECT number, sha256
FROM schema_migration
ORDER BY number DESC
LIMIT 1
