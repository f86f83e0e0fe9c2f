-- role: read
-- The revisions that may have changed a figure of an area: those that wrote
-- or ended a version of an observation that it is made of, or moved a school
-- into the area or out of it.
-- $1 int[] cells, $2 int area, $3 int revision that the list begins behind,
-- $4 int the last one, $5 int how many
-- revision, committed at (ISO 8601, UTC), import
-- Up to $5 rows, rising.
WITH below AS (
    SELECT area FROM area_ancestor WHERE ancestor = $2::int),
inside AS (
    SELECT id AS school FROM school WHERE area IN (SELECT area FROM below)
    UNION
    SELECT school FROM school_area_history
    WHERE area IN (SELECT area FROM below)
    UNION
    SELECT from_school FROM school_event
    WHERE area_from IN (SELECT area FROM below)),
source AS (
    SELECT t AS cell FROM unnest($1::int[]) t
    UNION
    SELECT r.cell FROM rollup r WHERE r.target = ANY ($1::int[])),
touched AS (
    SELECT o.revision
    FROM source s
    JOIN observation o ON o.cell = s.cell
    WHERE o.school IN (SELECT school FROM inside)
    UNION
    SELECT x.revision
    FROM source s
    JOIN observation_history h ON h.cell = s.cell
    CROSS JOIN LATERAL (VALUES (h.revision), (h.until)) x (revision)
    WHERE h.school IN (SELECT school FROM inside)
    UNION
    SELECT until FROM school_area_history
    WHERE school IN (SELECT school FROM inside))
SELECT t.revision,
    to_char(i.committed_at AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    i.id
FROM touched t
JOIN import i ON i.revision = t.revision AND i.changed
WHERE t.revision > $3::int AND t.revision <= $4::int
ORDER BY t.revision
LIMIT $5::int
