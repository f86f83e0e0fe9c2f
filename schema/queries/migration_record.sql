-- role: command
-- Writes down that a migration was applied.
-- $1 int number, $2 text name, $3 text SHA-256 in hex
INSERT INTO schema_migration (number, name, sha256)
VALUES ($1::int, $2, $3)
