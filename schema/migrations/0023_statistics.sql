-- After a large import into a small store the planner knows nothing of it
-- until autovacuum comes round, which may be a minute. Only owners may
-- ANALYZE, so the daemon asks for it by this function: of the tables of figures
-- those that grew, or changed, by more than a fifth.
CREATE FUNCTION figures_analyze(changed bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stale regclass;
BEGIN
    FOR stale IN
        SELECT c.oid::regclass
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND c.relname IN ('observation', 'observation_history', 'total',
                            'total_status', 'total_history', 'cell', 'rollup',
                            'breakdown', 'revision_cell')
          AND c.reltuples < 5 * changed
        ORDER BY c.oid
    LOOP
        EXECUTE 'ANALYZE ' || stale;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION figures_analyze(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION figures_analyze(bigint) TO tvetstat;
