-- role: read
-- All editions, the newest first.
-- $1 boolean drafts as well
-- as in edition_columns.inc.sql
-- Up to as many rows as there may be editions.
SELECT
-- include: edition_columns.inc.sql
FROM edition e
WHERE $1::boolean OR e.state = 'published'
ORDER BY e.created_at DESC, e.id
