-- role: import
-- A thing whose transaction takes its time to commit.
-- $1 int id
-- One row touched.
INSERT INTO slow_commit (id) VALUES ($1::int)
