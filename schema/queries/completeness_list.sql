-- role: read
-- The schools that have not reported.
-- $1 int[] cells, $2 int[] the slot of each, $3 bigint[] when it is due, $4
-- int[] cells of a slot, $5 date[] its first and $6 date[] its last day, $7
-- int[] areas, $8 boolean there are few schools in them, $9 int the slot and
-- $10 text the school to begin behind, $11 int how many
-- revision, slot, school, state
-- One row per slot and school, in the order of slots, then codes; at least
-- one row: where there is none, a row with the revision and NULLs.
-- include: completeness.inc.sql
, answer AS (
    SELECT j.slot, j.school, s.code,
        CASE WHEN j.missing THEN 'missing' ELSE 'silent' END AS state
    FROM judged j
    JOIN school s ON s.id = j.school
    WHERE NOT j.reported
      AND (j.slot, s.code COLLATE "C") > ($9::text::int, $10::text)
    ORDER BY j.slot, s.code COLLATE "C"
    LIMIT $11::text::int)
SELECT r.revision, a.slot, a.school, a.state
FROM data_revision r
LEFT JOIN answer a ON true
ORDER BY a.slot, a.code COLLATE "C"
