-- A rate that is reported as such: its parts are not known, so nothing can be
-- made of several of them.
ALTER TABLE indicator
    DROP CONSTRAINT indicator_kind_check,
    ADD CONSTRAINT indicator_kind_check
        CHECK (kind IN ('flow', 'stock', 'ratio', 'distinct', 'rate'));
