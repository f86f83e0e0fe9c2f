-- role: command
-- Migrations run as the owner of everything.
SET ROLE tvetstat_owner
