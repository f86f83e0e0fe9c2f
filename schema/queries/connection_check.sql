-- role: connect
-- The settings that "acknowledged means durable" rests on.
-- fsync text, synchronous_commit text, full_page_writes text
-- One row.
SELECT current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('full_page_writes') AS full_page_writes
