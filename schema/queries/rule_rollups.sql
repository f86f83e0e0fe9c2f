-- role: import
-- What may stand in for what, of those cells.
-- $1 int[] cells, $2 int[] targets, $3 bigint[] ranks that this import made
INSERT INTO rule_rollup (target, cell, rank)
SELECT r.target, r.cell, r.rank
FROM rollup r
WHERE r.cell IN (SELECT id FROM rule_cell)
UNION ALL
SELECT target, cell, rank
FROM unnest($1::int[], $2::int[], $3::bigint[]) AS n (cell, target, rank)
