-- role: import
-- The first faults, for the answer.
-- $1 int how many, $2, $3, $4 as in import_faults.inc.sql
-- line, field, code, argument 0..2, value, cell or NULL
-- As many rows as there are, up to $1, by line.
SELECT line, field, code, args[1], args[2], args[3], value, cell
FROM (
-- include: import_faults.inc.sql
) fault
ORDER BY line, field, code
LIMIT $1::int
