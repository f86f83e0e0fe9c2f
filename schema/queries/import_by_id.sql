-- role: import
-- Did the COMMIT that nobody answered happen?
-- $1 uuid id
-- status, answer
-- No row or one.
SELECT status, answer FROM import WHERE id = $1::uuid
