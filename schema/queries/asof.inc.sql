-- Needs a CTE moment (at text): a revision in decimal or a time, ISO 8601.
-- Gives asof (revision): the last revision that was not later, at most the
-- current one, 0 before the first; and observation, which hides the table:
-- its rows as they stood then. Keys that are joined to it reach the indexes
-- of both tables, so that figure.inc.sql can be included behind it.
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
    CROSS JOIN data_revision r),
observation AS NOT MATERIALIZED (
    SELECT v.cell, v.school, v.value, v.revision, v.line, v.status, v.note
    FROM ( -- without conditions of its own, or no key gets through it
        SELECT cell, school, value, revision, line, status, note,
            2147483647 AS until
        FROM public.observation
        UNION ALL
        SELECT cell, school, value, revision, line, status, note, until
        FROM public.observation_history) v
    WHERE v.revision <= (SELECT revision FROM asof)
      AND v.until > (SELECT revision FROM asof))
