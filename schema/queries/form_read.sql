-- role: read
-- One form, exactly as it was put.
-- $1 text name
-- document text, sha256 text
-- No row or one.
SELECT document,
       encode(sha256(convert_to(document, 'UTF8')), 'hex') AS sha256
FROM form
WHERE name = $1
