-- role: command
-- The migrations that were applied.
-- number int, name text, sha256 text
-- A row for each migration, in order.
SELECT number, name, sha256
FROM schema_migration
ORDER BY number
