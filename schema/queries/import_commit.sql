-- role: import
-- Makes the import, its record and its audit row durable.
COMMIT
