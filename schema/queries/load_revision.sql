-- role: any
-- revision, committed at (ISO 8601, UTC), revision since which totals have
-- versions
-- One row.
SELECT revision,
    to_char(committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    totals_since
FROM data_revision
