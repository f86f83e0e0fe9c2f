-- role: read
-- Publishes a draft, with its audit row. It waits for whoever publishes or
-- deletes the same one, and then sees what became of it.
-- $1 uuid edition, $2 boolean also if sentences are missing, $3 text actor,
-- $4 text request id
-- the state before, sentences that are missing, and then, if it was published
-- now, as in edition_columns.inc.sql; else NULLs
-- One row; none when there is no such edition.
WITH before AS (
    SELECT id, state, missing FROM edition WHERE id = $1::uuid FOR UPDATE),
done AS (
    UPDATE edition e
    SET state = 'published', published_at = now(), published_by = $3
    FROM before b
    WHERE e.id = b.id AND b.state = 'draft'
      AND ($2::boolean OR b.missing = 0)
    RETURNING e.*),
audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $3, 'edition_publish', 'published', id::text, $4
    FROM done)
SELECT b.state, b.missing,
-- include: edition_columns.inc.sql
FROM before b
LEFT JOIN done e ON e.id = b.id
