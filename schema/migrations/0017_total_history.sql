-- Totals have versions, like observations: `revision` says since when a total
-- stands, the history what stood before. A read as of an earlier revision is
-- then as short as one of the present. [docs/adr/0006-figures-of-schools.md]
ALTER TABLE total ADD COLUMN revision int NOT NULL DEFAULT 0;
ALTER TABLE total ALTER COLUMN revision DROP DEFAULT;
ALTER TABLE total_status ADD COLUMN revision int NOT NULL DEFAULT 0;
ALTER TABLE total_status ALTER COLUMN revision DROP DEFAULT;

-- What stood from `revision` on, before `until`.
CREATE TABLE total_history (
    cell     int NOT NULL,
    area     int NOT NULL,
    until    int NOT NULL,
    revision int NOT NULL,
    sum      bigint NOT NULL,
    reported int NOT NULL,
    missing  int NOT NULL,
    PRIMARY KEY (cell, area, until)
);
CREATE TABLE total_status_history (
    cell     int NOT NULL,
    area     int NOT NULL,
    status   "char" NOT NULL,
    until    int NOT NULL,
    revision int NOT NULL,
    schools  int NOT NULL,
    PRIMARY KEY (cell, area, until, status)
);
GRANT SELECT, INSERT ON total_history, total_status_history TO tvetstat;

-- Totals of earlier revisions are not known, or are those of another tree of
-- areas; schools are read for them.
ALTER TABLE data_revision ADD COLUMN totals_since int NOT NULL DEFAULT 0;
UPDATE data_revision SET totals_since = revision;
