-- role: any
-- Gives back what it got.
-- $1 text, $2 text
-- the first, the second
-- One row.
SELECT $1::text, $2::text
