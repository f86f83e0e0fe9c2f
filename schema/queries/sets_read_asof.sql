-- role: read
-- As sets_read.sql, at a revision or time: the entries of then, and the areas
-- in which the schools lay then.
-- $1 to $17 as in sets.inc.sql; $1 int, $2 int[], $3 int[], $4 text[],
-- $5 text[], $6 text[], $7 text[], $8 date[], $9 date[], $10 int[], $11 int[]
-- $12 int, $13 int[], $14 int[], $15 int[], $16 int[], $17 int[]
-- $18 text revision or time as in asof.inc.sql
-- kind, revision, slot, combo, pair, value, base, new, lost, kept, sum,
-- shared, unidentified, code, enterprise
-- One row of kind r with the current revision, and as value the one that $18
-- means; the others as in sets_rows.inc.sql.
WITH moment AS (SELECT $18::text AS at),
-- include: asof.inc.sql
,
-- include: sets_asof.inc.sql
,
-- include: sets.inc.sql
SELECT 'r' AS kind, r.revision, NULL::bigint AS slot, NULL::bigint AS combo,
    NULL::bigint AS pair, a.revision::bigint AS value, NULL::bigint AS base,
    NULL::bigint AS new, NULL::bigint AS lost, NULL::bigint AS kept,
    NULL::numeric AS sum, NULL::bigint AS shared,
    NULL::numeric AS unidentified, NULL AS code, NULL AS enterprise
FROM data_revision r
CROSS JOIN asof a
-- include: sets_rows.inc.sql
