-- role: read
-- As completeness_list.sql, at a revision or time.
-- $1 int[] cells, $2 int[] the slot of each, $3 bigint[] when it is due, $4
-- int[] cells of a slot, $5 date[] its first and $6 date[] its last day, $7
-- int[] areas, $8 boolean there are few schools in them, $9 int the slot and
-- $10 text the school to begin behind, $11 int how many, $12 text revision or
-- time as in asof.inc.sql
-- revision, asof, slot, school, area, state
-- The rows of completeness_list.sql; asof is the revision that $12 means.
WITH RECURSIVE moment AS (SELECT $12::text AS at),
-- include: asof.inc.sql
,
-- include: completeness_asof.inc.sql
,
-- include: completeness.inc.sql
-- include: completeness_rest.inc.sql
