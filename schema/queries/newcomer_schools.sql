-- role: import
-- Schools that a profile creates.
-- $1 int[] ids, $2 text[] codes, $3 text[] names, $4 int[] areas
INSERT INTO school (id, code, name_zh, area)
SELECT *
FROM unnest($1::int[], $2::text[], $3::text[], $4::int[])
