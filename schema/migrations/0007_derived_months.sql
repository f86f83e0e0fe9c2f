-- Months that were not reported but follow from cumulative figures stand among
-- the observations, and change with the figures they follow from.
ALTER TABLE observation
    ADD COLUMN derived boolean NOT NULL DEFAULT false;
ALTER TABLE observation_history
    ADD COLUMN derived boolean NOT NULL DEFAULT false;
