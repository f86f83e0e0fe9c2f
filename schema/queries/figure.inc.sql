-- Needs a CTE pair (school, target). Gives figure (school, cell, value,
-- status): what each school's figure at the target is. It is what the school
-- reported at exactly that cell; else the sum over the cells of the coarsest
-- detail it reported below it; and where a school reported part of that in
-- finer detail still, also the finer cells that overlap none of the coarser.
-- Of several statuses the weightiest stands, of those that fit the value.
source AS NOT MATERIALIZED (
    SELECT target, cell, rank FROM rollup
    UNION ALL
    SELECT id, id, 0 FROM cell),
summary AS (
    SELECT p.school, p.target, min(r.rank) AS lowest, max(r.rank) AS highest,
        sum(o.value) AS value,
        min(strpos('BOMLHQJSDKWIFEPNUVGA', o.status::text))
            FILTER (WHERE o.value IS NOT NULL) AS present,
        min(strpos('BOMLHQJSDKWIFEPNUVGA', o.status::text)) AS weightiest,
        max(o.value) FILTER (WHERE r.rank = 0) AS exact_value,
        max(o.status::text) FILTER (WHERE r.rank = 0) AS exact_status
    FROM pair p
    JOIN source r ON r.target = p.target
    JOIN observation o ON o.cell = r.cell AND o.school = p.school
    GROUP BY p.school, p.target),
mixed AS (
    SELECT m.school, m.target, m.lowest, c.*
    FROM summary m
    CROSS JOIN LATERAL (
        SELECT r.rank, r.cell, o.value,
            strpos('BOMLHQJSDKWIFEPNUVGA', o.status::text) AS precedence
        FROM source r
        JOIN observation o ON o.cell = r.cell AND o.school = m.school
        WHERE r.target = m.target
        OFFSET 0) c -- one at a time: there are few, often none
    WHERE m.lowest > 0 AND m.lowest < m.highest),
kin AS (
    SELECT c.*
    FROM mixed c
    WHERE c.rank = c.lowest
       OR cell_dimensions(c.cell) @> cell_dimensions(
           (SELECT f.cell FROM mixed f
            WHERE f.school = c.school AND f.target = c.target
              AND f.rank = c.lowest LIMIT 1))),
chosen AS (
    SELECT c.school, c.target, c.value, c.precedence
    FROM kin c
    WHERE NOT EXISTS (
        SELECT 1 FROM kin d
        WHERE d.school = c.school AND d.target = c.target
          AND d.rank < c.rank AND cells_overlap(d.cell, c.cell))),
figure AS (
    SELECT school, target AS cell,
        CASE WHEN lowest = 0 THEN exact_value ELSE value::bigint END AS value,
        (CASE WHEN lowest = 0 THEN exact_status
             ELSE substr('BOMLHQJSDKWIFEPNUVGA',
                         coalesce(present, weightiest), 1)
         END)::"char" AS status
    FROM summary
    WHERE lowest = 0 OR lowest = highest
    UNION ALL
    SELECT school, target, sum(value)::bigint,
        substr('BOMLHQJSDKWIFEPNUVGA',
               coalesce(min(precedence) FILTER (WHERE value IS NOT NULL),
                        min(precedence)), 1)::"char"
    FROM chosen
    GROUP BY school, target)
