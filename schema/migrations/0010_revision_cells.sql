-- Which cells each revision wrote or deleted observations of: the way from a
-- revision to its changes. An index of observation by revision would cost
-- every import and every correction a second key; this costs a row a cell.
CREATE TABLE revision_cell (
    revision int NOT NULL,
    cell     int NOT NULL,
    PRIMARY KEY (revision, cell)
);
INSERT INTO revision_cell
SELECT revision, cell FROM observation
UNION
SELECT revision, cell FROM observation_history
UNION
SELECT until, cell FROM observation_history;

GRANT SELECT, INSERT ON revision_cell TO tvetstat;
