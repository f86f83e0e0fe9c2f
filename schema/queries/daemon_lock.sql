-- role: connect
-- description: one daemon per database: held as long as the connection lives
-- parameters: none
-- columns: locked boolean
-- cardinality: one row
SELECT pg_try_advisory_lock(1953916275, 1) AS locked
