-- Needs a CTE pair (school, target). Gives figure (school, cell, value,
-- status): what each school's figure at the target is. It is what the school
-- reported at exactly that cell; else the sum over the cells of the coarsest
-- detail it reported below it; and where a school reported part of that in
-- finer detail still, the finer cells that overlap none of the coarser ones.
candidate AS (
    SELECT p.school, p.target, r.rank, r.cell, o.value,
        strpos('BOMLHQJSDKWIFEPNUVGA', o.status::text) AS precedence
    FROM pair p
    JOIN (SELECT target, cell, rank FROM rollup
          UNION ALL
          SELECT id, id, 0 FROM cell) r ON r.target = p.target
    JOIN observation o ON o.cell = r.cell AND o.school = p.school),
ranked AS (
    SELECT school, target, rank, sum(value) AS value,
        count(value) AS valued,
        min(precedence) FILTER (WHERE value IS NOT NULL) AS present,
        min(precedence) FILTER (WHERE value IS NULL) AS absent
    FROM candidate
    GROUP BY school, target, rank),
coarsest AS (
    SELECT school, target, min(rank) AS rank, count(*) AS ranks,
        min(rank) > 0 AND count(*) > 1 AS mixed
    FROM ranked
    GROUP BY school, target),
kin AS (
    SELECT c.*
    FROM coarsest m
    JOIN candidate c USING (school, target)
    WHERE m.mixed
      AND (c.rank = m.rank
           OR cell_dimensions(c.cell) @> cell_dimensions(
               (SELECT f.cell FROM candidate f
                WHERE f.school = c.school AND f.target = c.target
                  AND f.rank = m.rank LIMIT 1)))),
finer AS (
    SELECT c.school, c.target, c.value, c.precedence
    FROM coarsest m
    JOIN kin c USING (school, target)
    WHERE c.rank > m.rank
      AND NOT EXISTS (
          SELECT 1 FROM kin d
          WHERE d.school = c.school AND d.target = c.target
            AND d.rank < c.rank AND cells_overlap(d.cell, c.cell))),
part AS (
    SELECT school, target, value, valued, present, absent
    FROM ranked
    JOIN coarsest USING (school, target, rank)
    UNION ALL
    SELECT school, target, value, (value IS NOT NULL)::int,
        CASE WHEN value IS NOT NULL THEN precedence END,
        CASE WHEN value IS NULL THEN precedence END
    FROM finer),
figure AS (
    SELECT school, target AS cell, sum(value)::bigint AS value,
        substr('BOMLHQJSDKWIFEPNUVGA',
               CASE WHEN sum(valued) > 0 THEN min(present)
                    ELSE min(absent) END, 1)::"char" AS status
    FROM part
    GROUP BY school, target)
