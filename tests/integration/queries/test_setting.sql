-- role: any
-- A setting of this connection.
-- $1 text name
-- value, process id of the server
-- One row.
SELECT current_setting($1), pg_backend_pid()
