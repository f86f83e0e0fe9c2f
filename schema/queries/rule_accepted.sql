-- role: import
-- The findings that did not block, for the answer.
-- $1 int how many, $2 int[] first lines of a workbook's sheets, $3 text[] their
-- names
-- line, rule, level, expected, value, subject, explanation or NULL,
-- message zh, message en, cell or NULL, how many there are in all
-- Up to $1 rows, by line.
SELECT f.line, f.rule, f.level, f.expected, f.value, f.subject, f.explanation,
    r.message_zh || '。' || r.advice_zh, r.message_en || '; ' || r.advice_en,
    place_text($2::int[], $3::text[], f.line, f.number), count(*) OVER ()
FROM finding f
JOIN validation_rule r ON r.id = f.rule
ORDER BY f.line, f.rule, f.subject, f.expected, f.value
LIMIT $1::int
