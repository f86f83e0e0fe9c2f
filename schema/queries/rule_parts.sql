-- role: import
-- The breakdowns of those cells, without one member each.
-- $1 int[] ids and $2 text[] members of the breakdowns that this import made,
-- $3 int[] ids and $4 int[] dimensions of the members that it made
WITH made AS (
    SELECT id, members::int[]
    FROM unnest($1::int[], $2::text[]) AS n (id, members)),
whole AS (
    SELECT id, members
    FROM breakdown
    WHERE id IN (SELECT breakdown FROM rule_cell)
    UNION ALL
    SELECT id, members FROM made),
one AS (
    SELECT id, dimension FROM member
    UNION ALL
    SELECT * FROM unnest($3::int[], $4::int[])),
part AS (
    SELECT w.id, m.member, array_remove(w.members, m.member) AS rest
    FROM whole w
    CROSS JOIN LATERAL unnest(w.members) m (member))
INSERT INTO rule_part (breakdown, member, dimension, parent, overlapping)
SELECT p.id, p.member, o.dimension, b.id, d.membership = 'overlapping'
FROM part p
JOIN (SELECT id, members FROM breakdown
      UNION ALL
      SELECT id, members FROM made) b ON b.members = p.rest
JOIN one o ON o.id = p.member
JOIN dimension d ON d.id = o.dimension
