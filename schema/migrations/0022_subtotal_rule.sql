-- Forms read the sums that a sheet prints: V-01 is enforced while reading, and
-- units that disagree are V-06.
UPDATE validation_rule
SET enforced = 'reading', faults = 'subtotal'
WHERE id = 'V-01';
UPDATE validation_rule
SET faults = 'bad_number|other_unit|unit_conflict'
WHERE id = 'V-06';
