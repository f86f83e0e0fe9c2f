"""What scripts/bench measures: imports against \\copy, cached reads against
nginx, uncached reads against pgbench, and the SQL behind a 304."""
