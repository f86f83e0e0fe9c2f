-- The revision that made an event known: as of an earlier one it has not
-- happened. Of transfers that are there it follows from the move that they
-- made.
ALTER TABLE school_event ADD COLUMN revision int NOT NULL DEFAULT 0;
ALTER TABLE school_event ALTER COLUMN revision DROP DEFAULT;
UPDATE school_event e
SET revision = h.until
FROM school_area_history h
WHERE e.kind = 'transfer' AND h.school = e.from_school
  AND h.area = e.area_from;
