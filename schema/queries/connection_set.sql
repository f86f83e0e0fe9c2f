-- role: connect
-- Settings of a connection that do not depend on the server's own
-- configuration. A server process whose client is gone gives up and lets go
-- of its locks.
-- $1 text statement_timeout, $2 text plan_cache_mode, $3 text work_mem or NULL
-- for the server's
-- one column per setting
-- One row.
SELECT set_config('statement_timeout', $1, false),
       set_config('plan_cache_mode', $2, false),
       set_config('work_mem', coalesce($3, current_setting('work_mem')),
                  false),
       set_config('jit', 'off', false),
       set_config('TimeZone', 'UTC', false),
       set_config('DateStyle', 'ISO, YMD', false),
       set_config('IntervalStyle', 'iso_8601', false),
       set_config('extra_float_digits', '1', false),
       set_config('bytea_output', 'hex', false),
       set_config('standard_conforming_strings', 'on', false),
       set_config('client_connection_check_interval', '500ms', false),
       set_config('tcp_keepalives_idle', '10', false),
       set_config('tcp_keepalives_interval', '5', false),
       set_config('tcp_keepalives_count', '3', false)
