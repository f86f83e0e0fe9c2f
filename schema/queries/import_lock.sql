-- role: import
-- One import writes at a time.
-- revision
-- One row.
SELECT revision FROM data_revision FOR UPDATE
