-- role: import
-- Rows for the temporary table.
-- As many as are sent.
COPY stage (id) FROM STDIN (FORMAT binary)
