-- role: connect
-- One daemon per database: held as long as the connection lives.
-- locked boolean
-- One row.
SELECT pg_try_advisory_lock(1953916275, 1) AS locked
