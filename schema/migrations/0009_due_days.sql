-- How many days after the end of its period a report is due; NULL: as the
-- configuration says. What is counted on 1 September is due on the 20th
-- [S16].
ALTER TABLE indicator
    ADD COLUMN due_days int CHECK (due_days >= 0);
UPDATE indicator SET due_days = 19
WHERE kind <> 'ratio' AND period_type = 'point_in_time';
