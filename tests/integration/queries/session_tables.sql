-- role: import
-- Two statements, as the real one has many.
CREATE TEMP TABLE stage (id int NOT NULL) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE other_stage (id int NOT NULL) ON COMMIT DELETE ROWS;
