-- role: import
-- revision, committed at (ISO 8601, UTC)
-- One row.
UPDATE data_revision
SET revision = revision + 1, committed_at = clock_timestamp()
RETURNING revision,
    to_char(committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
