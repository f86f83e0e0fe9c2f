-- role: import
-- description: commits a transaction
-- parameters: none
-- columns: none
-- cardinality: no rows
COMMIT
