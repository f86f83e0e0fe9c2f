-- role: import
-- The figures of the pairs as they are now.
-- $1 int side: -1 before the rows are written, 1 after
WITH
-- include: figure.inc.sql
INSERT INTO figure_taken (side, school, cell, value, status)
SELECT $1::int, school, cell, value, status FROM figure
