-- role: connect
-- Cancels what another connection of ours is running.
-- $1 int process id
-- signalled boolean
-- One row.
SELECT pg_cancel_backend($1::int) AS signalled
