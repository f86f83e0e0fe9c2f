-- role: read
-- Replaces the table of blank tokens, with its audit row.
-- $1 text the table as JSON, $2 text actor, $3 text request id
-- count int
-- One row: how many tokens there are now.
WITH given AS (
    SELECT position, token, value, status, coalesce(meaning_zh, '') meaning_zh,
           coalesce(meaning_en, '') meaning_en, coalesce(log, '') log
    FROM ROWS FROM (
        jsonb_to_recordset($1::jsonb -> 'tokens') AS (
            token text, value smallint, status text, meaning_zh text,
            meaning_en text, log text)
    ) WITH ORDINALITY
        AS t(token, value, status, meaning_zh, meaning_en, log, position)
), dropped AS (
    DELETE FROM blank_token
    WHERE token NOT IN (SELECT token FROM given)
), stored AS (
    INSERT INTO blank_token AS b
        (token, position, value, status, meaning_zh, meaning_en, log)
    SELECT token, position, value, status, meaning_zh, meaning_en, log
    FROM given
    ON CONFLICT (token) DO UPDATE
    SET position = excluded.position,
        value = excluded.value,
        status = excluded.status,
        meaning_zh = excluded.meaning_zh,
        meaning_en = excluded.meaning_en,
        log = excluded.log
    RETURNING token
), audited AS (
    INSERT INTO audit (actor, action, outcome, detail, request_id)
    SELECT $2, 'blank_tokens_put', 'replaced', count(*) || ' tokens', $3
    FROM stored
)
SELECT count(*)::int AS count
FROM stored
