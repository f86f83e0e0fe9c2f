-- role: import
-- A thing.
-- $1 int id
-- One row touched.
INSERT INTO thing (id) VALUES ($1::int)
