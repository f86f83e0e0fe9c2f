-- What a bureau may not go below: an E as it was delivered stays one.
ALTER TABLE validation_rule ADD COLUMN base_level text;
UPDATE validation_rule SET base_level = level;
ALTER TABLE validation_rule ALTER COLUMN base_level SET NOT NULL;
