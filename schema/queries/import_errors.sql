-- role: read
-- A page of an import's faults and of the findings it was accepted with, in
-- the order of the file.
-- $1 uuid import, $2 bigint position of the one before or 0, $3 int how many
-- position bigint, line int, field text or NULL, code text, arg0 text, arg1
-- text, arg2 text, value text or NULL, cell text or NULL, subject text or
-- NULL, explanation text or NULL, a rule's words zh, en or NULL
-- Up to $3 rows.
SELECT e.position, e.line, e.field, e.code, e.args[1] AS arg0,
    e.args[2] AS arg1, e.args[3] AS arg2, e.value, e.cell,
    e.args[4] AS subject,
    e.args[5] AS explanation,
    r.message_zh || '。' || r.advice_zh AS text_zh,
    r.message_en || '; ' || r.advice_en AS text_en
FROM import_error e
LEFT JOIN validation_rule r ON r.id = e.args[1] AND e.code LIKE 'rule\_%'
WHERE e.import = $1::uuid
  AND e.position > $2::bigint
ORDER BY e.position
LIMIT $3::int
