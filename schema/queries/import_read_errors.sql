-- role: import
-- The first faults, for the answer; of a rule's also its words.
-- $1 int how many, $2, $3, $4 as in import_faults.inc.sql
-- line, field, code, argument 0..2, value, cell or NULL, subject, words zh, en
-- As many rows as there are, up to $1, by line.
SELECT f.line, f.field, f.code, f.args[1], f.args[2], f.args[3], f.value,
    f.cell, f.args[4],
    r.message_zh || '。' || r.advice_zh, r.message_en || '; ' || r.advice_en
FROM (SELECT *
      FROM (
-- include: import_faults.inc.sql
      ) fault
      ORDER BY line, field, code, args
      LIMIT $1::int) f
LEFT JOIN validation_rule r ON f.code = 'rule_broken' AND r.id = f.args[1]
ORDER BY f.line, f.field, f.code, f.args
