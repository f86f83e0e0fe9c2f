-- role: import
-- Tells the planner how many events there are.
ANALYZE claim
