-- role: read
-- The revisions that are meant by revisions or times.
-- $1 text[] each as in asof.inc.sql
-- position from 1, revision, committed at (ISO 8601, UTC; NULL before the
-- first)
-- One row each, in their order.
SELECT w.position, f.revision,
    to_char(i.committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
FROM unnest($1::text[]) WITH ORDINALITY AS w (at, position)
CROSS JOIN LATERAL (
    WITH moment AS (SELECT w.at),
-- include: asof.inc.sql
    SELECT revision FROM asof) f
LEFT JOIN import i ON i.revision = f.revision AND i.changed
ORDER BY w.position
