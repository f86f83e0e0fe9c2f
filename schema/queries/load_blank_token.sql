-- role: any
-- The whole table, for the snapshot in memory.
-- token, value, status, meaning_zh, meaning_en, log
-- One row each.
SELECT token, value, status, meaning_zh, meaning_en, log
FROM blank_token
