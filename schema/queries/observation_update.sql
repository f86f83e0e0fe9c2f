-- role: import
-- $1 int the new revision
UPDATE observation o
SET value = s.value, status = s.status, note = s.note, line = s.line,
    derived = s.derived, revision = $1::int
FROM stage s
WHERE s.existed AND s.status IS NOT NULL
  AND o.cell = s.cell AND o.school = s.school
