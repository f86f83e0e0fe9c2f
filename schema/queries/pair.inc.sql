-- Gives pair (school, target): which of the schools $3 reported anything that
-- counts at which of the cells $2.
pair AS (
    SELECT o.school, o.cell AS target
    FROM observation o
    WHERE o.cell = ANY ($2::int[]) AND o.school = ANY ($3::int[])
    UNION
    SELECT o.school, r.target
    FROM rollup r
    JOIN observation o ON o.cell = r.cell
    WHERE r.target = ANY ($2::int[]) AND o.school = ANY ($3::int[]))
