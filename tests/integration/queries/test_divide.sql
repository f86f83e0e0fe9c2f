-- role: any
-- Fails for zero.
-- $1 int divisor
-- the quotient
-- One row.
SELECT 100 / $1::int
