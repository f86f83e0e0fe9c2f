-- The last part of completeness_list*.sql.
, answer AS (
    SELECT j.slot, j.school, j.area, s.code,
        CASE WHEN j.missing THEN 'missing' ELSE 'silent' END AS state
    FROM judged j
    JOIN school s ON s.id = j.school
    WHERE NOT j.reported
      AND (j.slot, s.code COLLATE "C") > ($9::text::int, $10::text)
    ORDER BY j.slot, s.code COLLATE "C"
    LIMIT $11::text::int)
SELECT r.revision, m.revision AS asof, a.slot, a.school, a.area, a.state
FROM data_revision r
CROSS JOIN asof m
LEFT JOIN answer a ON true
ORDER BY a.slot, a.code COLLATE "C"
