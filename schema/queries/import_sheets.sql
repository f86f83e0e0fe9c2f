-- role: import
-- The sheets of a workbook, with the import's record.
-- $1 uuid import, $2 int[] numbers, $3 int[] first lines, $4 text[] names
INSERT INTO import_sheet (import, number, first_line, name)
SELECT $1::uuid, s.number, s.first_line, s.name
FROM unnest($2::int[], $3::int[], $4::text[]) AS s (number, first_line, name)
