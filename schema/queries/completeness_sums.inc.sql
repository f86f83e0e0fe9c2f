-- The last part of completeness_read*.sql.
, answer AS (
    SELECT j.slot, a.ancestor AS area, count(*) AS expected,
        count(*) FILTER (WHERE j.reported) AS reported,
        count(*) FILTER (WHERE j.missing) AS missing,
        count(*) FILTER (WHERE j.on_time) AS on_time,
        sum(j.weight) AS weight,
        sum(j.weight) FILTER (WHERE j.reported) AS weight_reported
    FROM judged j
    JOIN area_ancestor a ON a.area = j.area
    WHERE a.ancestor = ANY ($7::int[])
    GROUP BY j.slot, a.ancestor)
SELECT r.revision, m.revision AS asof, a.slot, a.area, a.expected, a.reported,
    a.missing, a.on_time,
    CASE WHEN abs(a.weight) < 1e18 THEN a.weight::bigint END,
    CASE WHEN abs(a.weight_reported) < 1e18
         THEN a.weight_reported::bigint END
FROM data_revision r
CROSS JOIN asof m
LEFT JOIN answer a ON true
