-- role: any
-- description: asks whether the connection answers
-- parameters: none
-- columns: one int
-- cardinality: one row
SELECT 1 AS one
