-- role: import
-- Members that a profile creates.
-- $1 int[] ids, $2 int[] dimensions, $3 text[] codes, $4 text[] names,
-- $5 int[] positions
INSERT INTO member (id, dimension, code, name_zh, position)
SELECT *
FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::int[])
