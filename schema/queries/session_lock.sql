-- role: connect
-- One import session per database. A new one waits here until the server
-- process of the last has ended, so that its COMMIT is decided: it happened,
-- or it never will.
-- void
-- One row.
SELECT pg_advisory_lock(1953916275, 3)
