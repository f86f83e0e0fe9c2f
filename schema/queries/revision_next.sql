-- role: import
-- The time is that which answers print, to the millisecond: asked for as of
-- it, this is the revision. It does not go back when the clock does.
-- revision, committed at (ISO 8601, UTC)
-- One row.
UPDATE data_revision
SET revision = revision + 1,
    committed_at = greatest(committed_at,
                            date_trunc('milliseconds', clock_timestamp()))
RETURNING revision,
    to_char(committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
