-- role: import
-- Every observation that a revision wrote or removed, as it was before: from
-- the history, or without a status where there was none.
-- $1 int the revision
-- Affects the number of rows.
WITH touched AS MATERIALIZED (
    SELECT o.cell, o.school
    FROM revision_cell c
    JOIN observation o ON o.cell = c.cell
    WHERE c.revision = $1::int AND o.revision = $1::int
    UNION
    SELECT h.cell, h.school
    FROM revision_cell c
    JOIN observation_history h ON h.cell = c.cell
    WHERE c.revision = $1::int
      AND (h.revision = $1::int OR h.until = $1::int))
INSERT INTO stage (line, cell, school, value, status, note, derived, existed,
    old_value, old_status)
SELECT coalesce(b.line, o.line, 0), t.cell, t.school, b.value, b.status,
    b.note, coalesce(b.derived, o.derived, false), o.cell IS NOT NULL,
    o.value, o.status
FROM touched t
LEFT JOIN observation o ON o.cell = t.cell AND o.school = t.school
LEFT JOIN observation_history b
    ON b.cell = t.cell AND b.school = t.school AND b.until = $1::int
