-- role: import
-- description: rolls a transaction back
-- parameters: none
-- columns: none
-- cardinality: no rows
ROLLBACK
