-- role: import
-- The planner knows nothing of a temporary table by itself.
ANALYZE pair
