-- role: import
-- The superseded versions go to the history.
-- $1 int the new revision
INSERT INTO observation_history
    (cell, school, value, revision, line, status, note, derived,
    until)
SELECT o.cell, o.school, o.value, o.revision, o.line, o.status, o.note,
    o.derived, $1::int
FROM stage s
JOIN observation o ON o.cell = s.cell AND o.school = s.school
WHERE s.existed
