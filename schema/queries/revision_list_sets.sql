-- role: read
-- The revisions that may have changed a count of enterprises: those that wrote
-- or ended a version of an entry of a school of the area, or moved a school
-- into it or out of it.
-- $1 date before which the entries have begun, $2 int area, $3 int revision
-- that the list begins behind, $4 int the last one, $5 int how many
-- revision, committed at (ISO 8601, UTC), import
-- Up to $5 rows, rising.
WITH
-- include: revision_inside.inc.sql
,
touched AS (
    SELECT revision
    FROM partnership
    WHERE school IN (SELECT school FROM inside) AND started <= $1::date
    UNION
    SELECT x.revision
    FROM partnership_history h
    CROSS JOIN LATERAL (VALUES (h.revision), (h.until)) x (revision)
    WHERE h.school IN (SELECT school FROM inside) AND h.started <= $1::date
    UNION
    SELECT until FROM school_area_history
    WHERE school IN (SELECT school FROM inside))
-- include: revision_touched.inc.sql
