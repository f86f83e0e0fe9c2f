-- role: read
-- A page of cooperations with enterprises.
-- $1 int area or NULL, $2 int school or NULL, $3 text credit code or NULL,
-- $4 date on which they are in force, or NULL; the cooperation before, or all
-- NULL: $5 text school, $6 text credit code, $7 date start, $8 text name
-- without a code; $9 int how many
-- school, area, credit code, enterprise, tiers, modes (codes joined by |),
-- depth, on_campus, start, end, source, import, line
-- Up to $9 rows, by school, credit code, start and name.
SELECT s.code, a.code, p.code, p.enterprise,
    (SELECT string_agg(m.code, '|' ORDER BY m.position, m.code)
     FROM member m WHERE m.id = ANY (p.tiers)),
    (SELECT string_agg(m.code, '|' ORDER BY m.position, m.code)
     FROM member m WHERE m.id = ANY (p.modes)),
    (SELECT m.code FROM member m WHERE m.id = p.depth),
    (SELECT m.code FROM member m WHERE m.id = p.on_campus),
    p.started, p.ended, p.source,
    (SELECT i.id FROM import i WHERE i.changed AND i.revision = p.revision),
    p.line
FROM partnership p
JOIN school s ON s.id = p.school
JOIN area a ON a.id = s.area
WHERE ($1::int IS NULL
       OR s.area IN (SELECT x.area FROM area_ancestor x
                     WHERE x.ancestor = $1::int))
  AND ($2::int IS NULL OR p.school = $2::int)
  AND ($3::text IS NULL OR p.code = $3::text)
  AND ($4::date IS NULL
       OR p.started <= $4::date
          AND (p.ended IS NULL OR p.ended >= $4::date))
  AND ($5::text IS NULL
       OR (s.code, p.code, p.started, p.nameless) >
          ($5::text, $6::text, $7::date, $8::text))
ORDER BY s.code, p.code, p.started, p.nameless
LIMIT $9::int
