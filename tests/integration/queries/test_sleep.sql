-- role: any
-- Takes its time.
-- $1 float8 seconds
-- void
-- One row.
SELECT pg_sleep($1::float8)
