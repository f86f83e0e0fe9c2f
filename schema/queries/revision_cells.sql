-- role: import
-- Notes the cells of which the staged rows, by now only those that change
-- something, are written: without it /v1/changes misses them.
-- $1 int the new revision
-- Affects the number of cells.
INSERT INTO revision_cell (revision, cell)
SELECT $1::int, cell
FROM stage
GROUP BY cell
