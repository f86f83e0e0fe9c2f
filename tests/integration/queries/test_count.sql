-- role: any
-- How many things there are.
-- count
-- One row.
SELECT count(*) FROM thing
