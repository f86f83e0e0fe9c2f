-- role: read
-- One profile, exactly as it was put.
-- $1 text name
-- document text, sha256 text
-- No row or one.
SELECT document,
       encode(sha256(convert_to(document, 'UTF8')), 'hex') AS sha256
FROM profile
WHERE name = $1
