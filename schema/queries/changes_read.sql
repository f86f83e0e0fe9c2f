-- role: read
-- The changes of observations behind a place in the feed, in its order. A
-- version that began at a revision is an insertion, or an update if another
-- ended there; one that ended without a successor is a deletion.
-- $1 int revision, $2 int cell, $3 int school of that place, $4 int the last
-- revision, $5 int how many
-- revision, import, op, cell, school, value, status, note, line, old value,
-- old status, derived: did it follow from cumulative figures, or, deleted, had
-- it; and of a workbook sheet and row
-- Up to $5 rows.
SELECT c.revision, told.import, v.op, c.cell, v.school, v.value, v.status,
    v.note, v.line, v.old_value, v.old_status, v.derived, place.sheet, place.row
FROM revision_cell c
CROSS JOIN LATERAL (
    SELECT n.school, n.value, n.status, n.note, n.line, n.derived,
        o.value AS old_value, o.status AS old_status,
        CASE WHEN o.cell IS NULL THEN 'inserted' ELSE 'updated' END AS op
    FROM (
        SELECT school, value, status, note, line, derived
        FROM observation
        WHERE cell = c.cell AND revision = c.revision
        UNION ALL
        SELECT school, value, status, note, line, derived
        FROM observation_history
        WHERE cell = c.cell AND revision = c.revision) n
    LEFT JOIN observation_history o
        ON o.cell = c.cell AND o.school = n.school AND o.until = c.revision
    UNION ALL
    SELECT o.school, NULL, NULL, NULL, NULL, o.derived, o.value, o.status,
        'deleted'
    FROM observation_history o
    WHERE o.cell = c.cell AND o.until = c.revision
      AND NOT EXISTS (
          SELECT 1 FROM observation n
          WHERE n.cell = o.cell AND n.school = o.school
            AND n.revision = o.until)
      AND NOT EXISTS (
          SELECT 1 FROM observation_history n
          WHERE n.cell = o.cell AND n.school = o.school
            AND n.revision = o.until)) v
CROSS JOIN LATERAL (
    SELECT v.line, (
        SELECT i.id FROM import i
        WHERE i.revision = c.revision AND i.changed) AS import) told
LEFT JOIN LATERAL (
-- include: import_place.inc.sql
) place ON true
WHERE (c.revision, c.cell) >= ($1::int, $2::int) AND c.revision <= $4::int
  AND (c.revision, c.cell, v.school) > ($1::int, $2::int, $3::int)
ORDER BY c.revision, c.cell, v.school
LIMIT $5::int
