-- role: import
-- Keeps the faults with the import's record.
-- $1 uuid import, $2, $3, $4 as in import_faults.inc.sql
INSERT INTO import_error (import, position, line, field, code, args, value,
    cell)
SELECT $1::uuid,
    (SELECT count(*) FROM import_error WHERE import = $1::uuid)
        + row_number() OVER (ORDER BY line, field, code, args), line,
    nullif(field, ''), code, args, nullif(value, ''), cell
FROM (
-- include: import_faults.inc.sql
) fault
