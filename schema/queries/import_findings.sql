-- role: read
-- What the validation rules found in an import and let pass, the first of it.
-- $1 uuid import
-- line, code, rule, level, expected, value, subject, explanation or NULL,
-- words zh, words en, cell or NULL, how many there are in all
-- Up to 100 rows, in the order of the file.
SELECT e.line, e.code, e.args[1] AS rule, e.args[2] AS level,
    e.args[3] AS expected, e.value, e.args[4] AS subject,
    e.args[5] AS explanation,
    r.message_zh || '。' || r.advice_zh AS text_zh,
    r.message_en || '; ' || r.advice_en AS text_en,
    e.cell, count(*) OVER () AS total
FROM import_error e
JOIN validation_rule r ON r.id = e.args[1]
WHERE e.import = $1::uuid
  AND e.code IN ('rule_explained', 'rule_noted')
ORDER BY e.position
LIMIT 100
