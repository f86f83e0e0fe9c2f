-- role: import
-- Back to the staged rows.
ROLLBACK TO SAVEPOINT staged
