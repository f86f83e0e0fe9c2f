-- role: read
-- As completeness_read.sql, at a revision or time.
-- $1 int[] cells, $2 int[] the slot of each, $3 bigint[] when it is due (NULL:
-- of the base), $4 int[] cells of a slot, $5 date[] its first and $6 date[]
-- its last day, $7 int[] areas, $8 boolean there are few schools in them, $9
-- text revision or time as in asof.inc.sql
-- revision, asof, slot, area, expected, reported, missing, on_time, weight,
-- weight_reported
-- The rows of completeness_read.sql; asof is the revision that $9 means.
WITH RECURSIVE moment AS (SELECT $9::text AS at),
-- include: asof.inc.sql
,
-- include: completeness_asof.inc.sql
,
-- include: completeness.inc.sql
-- include: completeness_sums.inc.sql
