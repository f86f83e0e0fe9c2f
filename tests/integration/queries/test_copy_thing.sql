-- role: import
-- Rows for things.
-- As many as are sent.
COPY thing (id) FROM STDIN (FORMAT binary)
