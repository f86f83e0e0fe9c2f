-- role: read
-- A page of the imports, the newest first.
-- $1 text kind or NULL, $2 text state or NULL, $3 text actor or NULL, $4
-- bigint microseconds and $5 uuid of the import before, or both NULL, $6 int
-- how many
-- as in import_columns.inc.sql
-- Up to $6 rows.
SELECT
-- include: import_columns.inc.sql
FROM import i
WHERE ($1::text IS NULL OR i.kind = $1)
  AND ($2::text IS NULL OR i.state = $2)
  AND ($3::text IS NULL OR i.actor = $3)
  AND ($4::bigint IS NULL
       OR (i.received_at, i.id) <
          (timestamptz 'epoch' + $4::bigint * interval '1 microsecond',
           $5::uuid))
ORDER BY i.received_at DESC, i.id DESC
LIMIT $6::int
