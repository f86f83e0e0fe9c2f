-- role: read
-- How many of an area's schools reported.
-- $1 int[] cells, $2 int[] the slot of each, $3 bigint[] when it is due (NULL:
-- of the base), $4 int[] cells of a slot, $5 date[] its first and $6 date[]
-- its last day, $7 int[] areas, $8 boolean there are few schools in them
-- revision, slot, area, reported, missing, on_time, weight, weight_reported
-- One row per (slot, area) with an open school; at least one row: where there
-- is none, a row with the revision and NULLs. A weight that does not fit is
-- NULL. In no order.
-- include: completeness.inc.sql
, answer AS (
    SELECT j.slot, a.ancestor AS area,
        count(*) FILTER (WHERE j.reported) AS reported,
        count(*) FILTER (WHERE j.missing) AS missing,
        count(*) FILTER (WHERE j.on_time) AS on_time,
        sum(j.weight) AS weight,
        sum(j.weight) FILTER (WHERE j.reported) AS weight_reported
    FROM judged j
    JOIN area_ancestor a ON a.area = j.area
    WHERE a.ancestor = ANY ($7::int[])
    GROUP BY j.slot, a.ancestor)
SELECT r.revision, a.slot, a.area, a.reported, a.missing, a.on_time,
    CASE WHEN abs(a.weight) < 1e18 THEN a.weight::bigint END,
    CASE WHEN abs(a.weight_reported) < 1e18
         THEN a.weight_reported::bigint END
FROM data_revision r
LEFT JOIN answer a ON true
