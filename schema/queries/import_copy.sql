-- role: import
-- What the reader understood of the file, row by row.
COPY stage (line, cell, school, value, status, note, fault,
    number, repeats)
FROM STDIN (FORMAT binary)
