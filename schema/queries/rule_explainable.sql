-- role: import
-- Of the rules that a file is explained for, those that cannot be: they do not
-- exist, or what they find must be corrected.
-- $1 text[] rules
-- id
-- A row for each, in the order of the request.
SELECT w.rule
FROM unnest($1::text[]) WITH ORDINALITY AS w (rule, n)
WHERE NOT EXISTS (
    SELECT FROM validation_rule r
    LEFT JOIN validation_check c ON c.rule = r.id
    WHERE r.id = w.rule AND coalesce(c.level, r.level) = 'W')
ORDER BY w.n
