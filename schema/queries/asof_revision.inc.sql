-- Needs a CTE moment (at text): a revision in decimal or a time, ISO 8601.
-- Gives asof (revision): the last revision that was not later, at most the
-- current one, 0 before the first.
asof AS MATERIALIZED (
    SELECT CASE
        WHEN m.at ~ '^[0-9]+$' THEN least(m.at::numeric, r.revision)::int
        ELSE coalesce((SELECT i.revision
                       FROM import i
                       WHERE i.changed AND i.committed_at <= m.at::timestamptz
                       ORDER BY i.committed_at DESC, i.revision DESC
                       LIMIT 1), 0)
        END AS revision
    FROM moment m
    CROSS JOIN data_revision r)
