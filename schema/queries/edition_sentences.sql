-- role: read
-- What an edition says, in its order.
-- $1 uuid edition
-- id, text or NULL
-- A row a sentence.
SELECT id, text
FROM edition_sentence
WHERE edition = $1::uuid
ORDER BY position
