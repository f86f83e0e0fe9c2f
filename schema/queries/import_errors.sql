-- role: read
-- A page of an import's faults, in the order of the file.
-- $1 uuid import, $2 bigint position of the one before or 0, $3 int how many
-- position bigint, line int, field text or NULL, code text, arg0 text, arg1
-- text, arg2 text, value text or NULL, cell text or NULL
-- Up to $3 rows.
SELECT position, line, field, code, args[1] AS arg0, args[2] AS arg1,
       args[3] AS arg2, value, cell
FROM import_error
WHERE import = $1::uuid
  AND position > $2::bigint
ORDER BY position
LIMIT $3::int
