-- role: read
-- The newest editions, the newest first.
-- $1 boolean drafts as well, $2 int how many
-- as in edition_columns.inc.sql
-- Up to $2 rows.
SELECT
-- include: edition_columns.inc.sql
FROM edition e
WHERE $1::boolean OR e.state = 'published'
ORDER BY e.created_at DESC, e.id
LIMIT $2::int
