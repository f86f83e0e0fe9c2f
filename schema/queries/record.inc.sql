-- Gives record (line, f): the staged rows of a catalogue import; f holds the
-- columns in the order of the kind's table, NULL where the file lacks one.
record AS (
    SELECT line, string_to_array(note, E'\x1f', E'\x01') AS f
    FROM stage
    WHERE fault IS NULL AND note IS NOT NULL)
