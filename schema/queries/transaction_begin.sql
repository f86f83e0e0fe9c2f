-- role: import
-- description: begins a transaction
-- parameters: none
-- columns: none
-- cardinality: no rows
BEGIN
