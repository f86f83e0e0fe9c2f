-- An import that takes another one back, and how many observations it removed.
-- A refused one names what it would have taken back, too.
ALTER TABLE import
    ADD COLUMN reverts uuid REFERENCES import,
    ADD COLUMN deleted bigint NOT NULL DEFAULT 0;
-- Nothing is taken back twice: to have it back, the revert is reverted.
CREATE UNIQUE INDEX import_reverts ON import (reverts)
    WHERE reverts IS NOT NULL AND state = 'committed';

-- What a reverted import inserted goes to the history, and only there.
GRANT DELETE ON observation TO tvetstat;
