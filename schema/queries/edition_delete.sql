-- role: read
-- Deletes a draft, with its audit row. It waits for whoever publishes or
-- deletes the same one, and then sees what became of it.
-- $1 uuid edition, $2 text actor, $3 text request id
-- the state before
-- One row; none when there is no such edition.
WITH before AS (
    SELECT id, state FROM edition WHERE id = $1::uuid FOR UPDATE),
done AS (
    DELETE FROM edition e
    USING before b
    WHERE e.id = b.id AND b.state = 'draft'
    RETURNING e.id),
audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $2, 'edition_delete', 'deleted', id::text, $3
    FROM done)
SELECT state FROM before
