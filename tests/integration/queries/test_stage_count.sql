-- role: import
-- How many rows the temporary table has.
-- count
-- One row.
SELECT count(*) FROM stage
