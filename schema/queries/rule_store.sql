-- role: import
-- Keeps the findings that did not block with the import.
-- $1 uuid import, $2 int[] first lines of a workbook's sheets, $3 text[] their
-- names
INSERT INTO import_error (import, position, line, code, args, value,
    cell)
SELECT $1::uuid,
    (SELECT count(*) FROM import_error WHERE import = $1::uuid)
        + row_number() OVER (ORDER BY line, rule, subject, expected, value),
    line,
    CASE level WHEN 'W' THEN 'rule_explained' ELSE 'rule_noted' END,
    ARRAY[rule, level, expected, subject, explanation], value,
    place_text($2::int[], $3::text[], line, number)
FROM finding
