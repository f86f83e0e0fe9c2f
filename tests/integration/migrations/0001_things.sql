-- What the tests of the pool need.
CREATE TABLE thing (id int PRIMARY KEY);

CREATE TABLE gated (id int NOT NULL);
CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(42);
    RETURN NEW;
END
$$;
CREATE TRIGGER gate BEFORE INSERT ON gated
    FOR EACH ROW EXECUTE FUNCTION wait_at_gate();

CREATE TABLE slow_commit (id int PRIMARY KEY);
CREATE FUNCTION sleep_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_sleep(0.3);
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON slow_commit
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION sleep_at_commit();

GRANT SELECT ON ALL TABLES IN SCHEMA public TO tvetstat;
GRANT INSERT ON thing, gated, slow_commit TO tvetstat;
