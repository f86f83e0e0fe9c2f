-- role: import
-- faults, lines
-- One row: how many faults, and on how many lines.
SELECT count(*), count(DISTINCT line) FROM stage WHERE fault IS NOT NULL
