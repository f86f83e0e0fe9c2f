-- role: import
-- What was staged without a status is no more; its last version has gone to
-- the history.
DELETE FROM observation o
USING stage s
WHERE s.existed AND s.status IS NULL
  AND o.cell = s.cell AND o.school = s.school
