-- role: read
-- The sets of enterprises that places have at moments, and what became of
-- those that they had at the moments compared with.
-- $1 to $17 as in sets.inc.sql; $1 int, $2 int[], $3 int[], $4 text[],
-- $5 text[], $6 text[], $7 text[], $8 date[], $9 date[], $10 int[], $11 int[]
-- $12 int, $13 int[], $14 int[], $15 int[], $16 int[], $17 int[]
-- kind, revision, slot, combo, pair, value, base, new, lost, kept, sum,
-- shared, unidentified, code, enterprise
-- One row of kind r with the revision; the others as in sets_rows.inc.sql.
WITH
-- include: sets.inc.sql
SELECT 'r' AS kind, r.revision, NULL::bigint AS slot, NULL::bigint AS combo,
    NULL::bigint AS pair, NULL::bigint AS value, NULL::bigint AS base,
    NULL::bigint AS new, NULL::bigint AS lost, NULL::bigint AS kept,
    NULL::numeric AS sum, NULL::bigint AS shared,
    NULL::numeric AS unidentified, NULL AS code, NULL AS enterprise
FROM data_revision r
-- include: sets_rows.inc.sql
