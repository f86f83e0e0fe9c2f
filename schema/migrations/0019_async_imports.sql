-- What became of imports that were acknowledged before they ran, also where
-- nothing was stored.
ALTER TABLE import
    DROP CONSTRAINT import_state_check,
    ADD CONSTRAINT import_state_check
        CHECK (state IN ('committed', 'rejected', 'validated', 'failed',
                         'cancelled'));
