-- role: connect
-- The settings that "acknowledged means durable" rests on.
-- server_version_num, fsync, synchronous_commit, full_page_writes
-- One row.
SELECT current_setting('server_version_num') AS server_version_num,
       current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('full_page_writes') AS full_page_writes
