-- Needs m (school, target, lowest), a figure in mixed detail, and observation.
-- Gives the cells that make it: those of the coarsest detail, and the finer
-- ones that overlap none of the coarser.
WITH fine AS MATERIALIZED (
    SELECT r.cell, r.rank, o.value, o.precedence, b.members,
        ARRAY(SELECT (SELECT dimension FROM member WHERE id = u)
              FROM unnest(b.members) u) AS dimensions
    FROM rollup r
    CROSS JOIN LATERAL (
        SELECT value,
            strpos('BOMLHQJSDKWIFEPNUVGA', status::text) AS precedence
        FROM observation
        WHERE cell = r.cell AND school = m.school
        OFFSET 0) o
    CROSS JOIN LATERAL (
        SELECT members FROM breakdown
        WHERE id = (SELECT breakdown FROM cell WHERE id = r.cell)
        OFFSET 0) b
    WHERE r.target = m.target),
kin AS MATERIALIZED (
    SELECT * FROM fine
    WHERE dimensions @> (SELECT dimensions FROM fine
                         WHERE rank = m.lowest LIMIT 1))
SELECT k.cell, k.value, k.precedence
FROM kin k
WHERE NOT EXISTS ( -- a coarser one without another member
    SELECT 1 FROM kin d
    WHERE d.rank < k.rank
      AND NOT EXISTS (
          SELECT 1
          FROM unnest(k.dimensions, k.members) x (dimension, member)
          JOIN unnest(d.dimensions, d.members) y (dimension, member)
              USING (dimension)
          WHERE x.member <> y.member))
