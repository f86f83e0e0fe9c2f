-- role: import
-- Begins the import's transaction.
BEGIN
