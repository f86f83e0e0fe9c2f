-- role: command
-- description: one migration at a time; waits for the other
-- parameters: none
-- columns: locked void
-- cardinality: one row
SELECT pg_advisory_lock(1953916275, 2) AS locked
