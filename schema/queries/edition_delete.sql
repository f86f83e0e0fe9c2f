-- role: read
-- Deletes a draft, with its audit row.
-- $1 uuid edition, $2 text actor, $3 text request id
-- the state before
-- One row; none when there is no such edition.
WITH before AS (
    SELECT id, state FROM edition WHERE id = $1::uuid),
done AS (
    DELETE FROM edition e
    WHERE e.id = $1::uuid AND e.state = 'draft'
    RETURNING e.id),
audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $2, 'edition_delete', 'deleted', id::text, $3
    FROM done)
SELECT state FROM before
