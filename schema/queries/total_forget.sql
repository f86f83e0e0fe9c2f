-- role: import
-- The tree of areas has changed: sums of earlier revisions are not those of
-- today's areas.
-- $1 int the revision
UPDATE data_revision SET totals_since = $1::int
