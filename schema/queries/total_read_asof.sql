-- role: read
-- As total_read.sql, at a revision or time.
-- $1 int[] cells, $2 int[] areas, $3 text revision or time as in
-- asof.inc.sql
-- revision (the current one), the revision that $3 means, cell, area, sum,
-- reported, missing, status
-- One row with both revisions and NULLs; one per (cell, area) with its sum;
-- one per (cell, area, status), its schools in reported. In no order.
WITH moment AS (SELECT $3::text AS at),
-- include: asof_revision.inc.sql
SELECT r.revision, a.revision AS asof, NULL::int AS cell, NULL::int AS area,
    NULL::bigint AS sum, NULL::int AS reported, NULL::int AS missing,
    NULL::"char" AS status
FROM data_revision r
CROSS JOIN asof a
UNION ALL
SELECT NULL, NULL, cell, area, sum, reported, missing, NULL
FROM total
WHERE cell = ANY ($1::int[]) AND area = ANY ($2::int[])
  AND revision <= (SELECT revision FROM asof)
UNION ALL
SELECT NULL, NULL, cell, area, sum, reported, missing, NULL
FROM total_history
WHERE cell = ANY ($1::int[]) AND area = ANY ($2::int[])
  AND until > (SELECT revision FROM asof)
  AND revision <= (SELECT revision FROM asof)
UNION ALL
SELECT NULL, NULL, cell, area, NULL, schools, NULL, status
FROM total_status
WHERE cell = ANY ($1::int[]) AND area = ANY ($2::int[]) AND schools > 0
  AND revision <= (SELECT revision FROM asof)
UNION ALL
SELECT NULL, NULL, cell, area, NULL, schools, NULL, status
FROM total_status_history
WHERE cell = ANY ($1::int[]) AND area = ANY ($2::int[]) AND schools > 0
  AND until > (SELECT revision FROM asof)
  AND revision <= (SELECT revision FROM asof)
