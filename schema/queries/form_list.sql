-- role: read
-- The stored forms without their documents.
-- none
-- name text, bytes int, updated_at text
-- A row for each, by name.
SELECT name, octet_length(document) AS bytes,
       to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated_at
FROM form
ORDER BY name COLLATE "C"
