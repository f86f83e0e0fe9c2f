-- role: read
-- The sums of areas at cells, and how many of their schools carry a status
-- other than A.
-- $1 int[] cells, $2 int[] areas
-- revision, cell, area, sum, reported, missing, status
-- One row with the revision and NULLs; one per (cell, area) with its sum; one
-- per (cell, area, status), its schools in reported. In no order.
SELECT revision, NULL::int AS cell, NULL::int AS area, NULL::bigint AS sum,
    NULL::int AS reported, NULL::int AS missing, NULL::"char" AS status
FROM data_revision
UNION ALL
SELECT NULL, cell, area, sum, reported, missing, NULL
FROM total
WHERE cell = ANY ($1::int[]) AND area = ANY ($2::int[])
UNION ALL
SELECT NULL, cell, area, NULL, schools, NULL, status
FROM total_status
WHERE cell = ANY ($1::int[]) AND area = ANY ($2::int[]) AND schools > 0
