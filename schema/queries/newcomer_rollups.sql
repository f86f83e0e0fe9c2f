-- role: import
-- Which of the new cells stand in for which coarser ones.
-- $1 int[] cells, $2 int[] targets, $3 bigint[] ranks
WITH added AS (
    INSERT INTO rollup (cell, target, rank)
    SELECT *
    FROM unnest($1::int[], $2::int[], $3::bigint[]))
UPDATE cell SET leaf = false
WHERE leaf AND id IN (SELECT unnest($2::int[]))
