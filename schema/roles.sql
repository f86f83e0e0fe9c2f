-- The two roles, for the operator to run once as a superuser:
--
--     psql -f schema/roles.sql postgres
--     createdb -O tvetstat_owner tvetstat
--     tvetstatd migrate
--
-- tvetstat_owner owns everything and runs the migrations. tvetstat is the
-- daemon: it owns nothing and has the rights that the migrations grant. Both
-- log in as pg_hba.conf says (peer, or a password the operator sets). Running
-- it again changes nothing, but takes back attributes that neither may have.

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['tvetstat_owner', 'tvetstat'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', wanted);
        END IF;
        EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB '
                       'NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted);
    END LOOP;
END
$$;
