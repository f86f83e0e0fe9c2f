-- role: command
-- description: writes down that a migration was applied
-- parameters: $1 int number, $2 text name, $3 text SHA-256 in hex
-- columns: none
-- cardinality: one row inserted
INSERT INTO schema_migration (number, name, sha256)
VALUES ($1::int, $2, $3)
