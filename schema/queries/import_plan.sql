-- role: import
-- How this import's joins with the store are planned: by looking keys up,
-- which costs as much as reading two rows from end to end. Beside a file that
-- is large for the store the planner is told not to: it knows nothing of
-- cells that this import made, and takes them for few.
-- $1 bigint how many observations were staged
-- two settings
-- One row.
SELECT set_config('random_page_cost', '1.1', true),
       set_config('enable_nestloop',
                  CASE WHEN reltuples < 4 * $1::bigint THEN 'off'
                       ELSE 'on' END, true)
FROM pg_class
WHERE oid = 'observation'::regclass
