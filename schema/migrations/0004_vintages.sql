-- What is needed to read the store as it stood at an earlier revision or
-- time.

-- When the import was recorded; of one that made a revision, the very time
-- that the revision bears. Never falls as revisions rise.
ALTER TABLE import ADD COLUMN committed_at timestamptz;
UPDATE import i
SET committed_at = m.at
FROM (SELECT id, max(received_at) OVER (PARTITION BY changed
                                        ORDER BY revision, received_at) AS at
      FROM import) m
WHERE m.id = i.id;
UPDATE import i
SET committed_at = r.committed_at
FROM data_revision r
WHERE i.changed AND i.revision = r.revision;
ALTER TABLE import ALTER COLUMN committed_at SET NOT NULL;
CREATE INDEX import_committed ON import (committed_at, revision)
    WHERE changed;

-- Areas that schools have left: a school lay in `area` before the revision
-- `until`, since the one of the row before.
CREATE TABLE school_area_history (
    school int NOT NULL REFERENCES school,
    area   int NOT NULL REFERENCES area,
    until  int NOT NULL,
    PRIMARY KEY (school, until)
);
CREATE INDEX school_area_history_area ON school_area_history (area, school);

GRANT SELECT, INSERT ON school_area_history TO tvetstat;
