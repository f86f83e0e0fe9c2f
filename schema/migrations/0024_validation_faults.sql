-- Faults of forms that stand for a rule.
UPDATE validation_rule
SET faults = 'not_integer|unit_not_integer|too_precise|negative|out_of_range'
WHERE id = 'V-05';
UPDATE validation_rule
SET faults = 'duplicate_key|repeated_report'
WHERE id = 'V-13';
