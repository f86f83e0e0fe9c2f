-- Nothing that a cell or a roll-up names is ever deleted, and an import takes
-- the ids from what it stores in the same transaction. The checks of them one
-- by one cost more than storing a million observations.
ALTER TABLE cell
    DROP CONSTRAINT cell_indicator_fkey,
    DROP CONSTRAINT cell_breakdown_fkey;
ALTER TABLE rollup
    DROP CONSTRAINT rollup_target_fkey,
    DROP CONSTRAINT rollup_cell_fkey;
