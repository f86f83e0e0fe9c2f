-- role: import
-- The evaluators join a table of some ten thousand rows with itself: in memory
-- hashing takes a third of the time of sorting both.
-- $1 text on or off
-- a setting
-- One row.
SELECT set_config('enable_mergejoin', $1, true)
