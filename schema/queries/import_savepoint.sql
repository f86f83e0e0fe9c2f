-- role: import
-- Before the first write to the store: a repeated key in the file is found by
-- the primary key, and the import must live on to report it.
SAVEPOINT staged
