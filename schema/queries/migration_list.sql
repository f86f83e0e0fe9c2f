-- role: command
-- description: the migrations that were applied
-- parameters: none
-- columns: number int, name text, sha256 text
-- cardinality: a row for each migration, in order
SELECT number, name, sha256
FROM schema_migration
ORDER BY number
