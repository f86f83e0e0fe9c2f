-- role: import
-- In the order of the key (as one number: half the time of two): any other
-- order fills the index at random.
-- $1 int the new revision
-- Affects the number of new rows.
INSERT INTO observation
    (cell, school, value, revision, line, status, note, derived)
SELECT cell, school, value, $1::int, line, status, note, derived
FROM stage
WHERE NOT existed
ORDER BY (cell::bigint << 32) | school
