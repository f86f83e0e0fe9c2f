-- role: any
-- Of the whole table, for the snapshot in memory. Entries of partnerships are
-- of no period: there are figures from the first of them until today, for a
-- point in time on each 1 September.
-- indicator, period, the revision since which it has observations, its time
-- in microseconds since 1970, the revision and time from which on it has none
-- (0: it still has)
-- One row for each time that it came to have some. In no order.
SELECT k.indicator, k.period, k.since,
    (extract(epoch FROM s.committed_at) * 1000000)::bigint,
    coalesce(k.until, 0),
    coalesce((extract(epoch FROM u.committed_at) * 1000000)::bigint, 0)
FROM coverage k
JOIN import s ON s.revision = k.since AND s.changed
LEFT JOIN import u ON u.revision = k.until AND u.changed
UNION ALL
SELECT DISTINCT r.indicator,
    CASE i.period_type
        WHEN 'month' THEN extract(year FROM d)::int * 1000 + 20
            + extract(month FROM d)::int
        WHEN 'calendar_year' THEN extract(year FROM d)::int * 1000
        WHEN 'school_year' THEN extract(year FROM d)::int * 1000 + 100
        ELSE extract(year FROM d)::int * 1000 + 649
    END, 0, 0, 0, 0
FROM distinct_rule r
JOIN indicator i ON i.id = r.indicator
CROSS JOIN (SELECT min(started) AS first FROM partnership) p
CROSS JOIN generate_series(date_trunc('year', p.first::timestamp),
                           now()::timestamp, interval '1 month') d
WHERE i.period_type IN ('month', 'calendar_year')
   OR extract(month FROM d) = 9
