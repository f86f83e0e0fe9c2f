-- Needs reported (school, target, rank, value, status): what schools reported
-- at the targets (rank 0) and at the cells that may stand in for them. Gives
-- figure (school, cell, value, status): what each school's figure at the
-- target is. It is what the school reported at exactly that cell; else the
-- sum over the cells of the coarsest detail it reported below it; and where a
-- school reported part of that in finer detail still, also the finer cells
-- that overlap none of the coarser ones. Of several statuses the weightiest
-- stands, of those that fit the value.
summary AS (
    SELECT school, target, min(rank) AS lowest, max(rank) AS highest,
        sum(value) AS value,
        -- A comes last, and most are A
        min(CASE status WHEN 'A' THEN 20
            ELSE strpos('BOMLHQJSDKWIFEPNUVGA', status::text) END)
            FILTER (WHERE value IS NOT NULL) AS present,
        min(CASE status WHEN 'A' THEN 20
            ELSE strpos('BOMLHQJSDKWIFEPNUVGA', status::text) END)
            AS weightiest,
        max(value) FILTER (WHERE rank = 0) AS exact_value,
        max(status::text) FILTER (WHERE rank = 0) AS exact_status
    FROM reported
    GROUP BY school, target),
figure AS (
    SELECT school, target AS cell,
        CASE WHEN lowest = 0 THEN exact_value ELSE value::bigint END AS value,
        (CASE WHEN lowest = 0 THEN exact_status
             ELSE substr('BOMLHQJSDKWIFEPNUVGA',
                         coalesce(present, weightiest), 1)
         END)::"char" AS status
    FROM summary
    WHERE lowest = 0 OR lowest = highest
    UNION ALL -- in mixed detail: one figure at a time, by the keys alone,
              -- whatever the planner thinks of joins
    SELECT m.school, m.target, c.value,
        substr('BOMLHQJSDKWIFEPNUVGA', c.precedence, 1)::"char"
    FROM summary m
    CROSS JOIN LATERAL (
        SELECT sum(k.value)::bigint AS value,
            coalesce(min(k.precedence) FILTER (WHERE k.value IS NOT NULL),
                     min(k.precedence)) AS precedence
        FROM (
-- include: figure_mixed.inc.sql
        ) k) c
    WHERE m.lowest > 0 AND m.lowest < m.highest)
