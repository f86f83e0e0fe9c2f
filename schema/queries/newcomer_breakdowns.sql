-- role: import
-- Combinations of members that were not met before.
-- $1 int[] ids, $2 text[] members as array literals
INSERT INTO breakdown (id, members)
SELECT id, members::int[]
FROM unnest($1::int[], $2::text[]) AS n (id, members)
