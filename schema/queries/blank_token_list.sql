-- role: read
-- What the words in cells without a figure mean.
-- none
-- token text, value smallint or NULL, status text, meaning_zh text, meaning_en
-- text, log text
-- A row for each, in the order in which they were put.
SELECT token, value, status, meaning_zh, meaning_en, log
FROM blank_token
ORDER BY position, token COLLATE "C"
