-- role: import
-- Statistics for the planner, of tables that an import has changed much.
-- $1 bigint observations that it changed
-- One row that says nothing.
SELECT figures_analyze($1::bigint)
