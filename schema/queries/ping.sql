-- role: any
-- Asks whether the connection answers.
-- one int
-- One row.
SELECT 1 AS one
