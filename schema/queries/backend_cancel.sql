-- role: connect
-- description: cancels what another connection of ours is running
-- parameters: $1 int process id
-- columns: signalled boolean
-- cardinality: one row
SELECT pg_cancel_backend($1::int) AS signalled
