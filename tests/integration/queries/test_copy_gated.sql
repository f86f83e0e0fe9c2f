-- role: import
-- Rows for a table that waits at a gate before every row.
-- As many as are sent.
COPY gated (id) FROM STDIN (FORMAT binary)
