-- role: command
-- One migration at a time; waits for the other.
-- locked void
-- One row.
SELECT pg_advisory_lock(1953916275, 2) AS locked
