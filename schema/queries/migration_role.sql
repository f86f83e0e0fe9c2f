-- role: command
-- description: migrations run as the owner of everything
-- parameters: none
-- columns: none
-- cardinality: no rows
SET ROLE tvetstat_owner
