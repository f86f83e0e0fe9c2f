-- role: connect
-- description: the settings that "acknowledged means durable" rests on
-- parameters: none
-- columns: fsync text, synchronous_commit text, full_page_writes text
-- cardinality: one row
SELECT current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('full_page_writes') AS full_page_writes
