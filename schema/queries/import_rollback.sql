-- role: import
-- Takes everything back; of a validation, always.
ROLLBACK
