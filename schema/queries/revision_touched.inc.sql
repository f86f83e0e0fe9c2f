-- The last part of revision_list*.sql: touched (revision) as its rows. Needs
-- the parameters $3, $4 and $5.
SELECT t.revision,
    to_char(i.committed_at AT TIME ZONE 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    i.id
FROM touched t
JOIN import i ON i.revision = t.revision AND i.changed
WHERE t.revision > $3::int AND t.revision <= $4::int
ORDER BY t.revision
LIMIT $5::int
