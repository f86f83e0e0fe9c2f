-- role: import
-- The planner knows nothing of cells that this import made, takes them for
-- few, and would look a million of them up one by one.
SET LOCAL enable_nestloop = off
