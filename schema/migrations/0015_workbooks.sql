-- Workbooks: what is wrong is told with its cell (表3!D9), and a line of an
-- import as the row of a sheet.
ALTER TABLE import_error ADD COLUMN cell text;

CREATE TABLE import_sheet (
    import     uuid NOT NULL REFERENCES import DEFERRABLE INITIALLY DEFERRED,
    number     int NOT NULL,                 -- in the workbook's order, from 1
    first_line int NOT NULL,                 -- of its row 1
    name       text NOT NULL,
    PRIMARY KEY (import, number)
);
GRANT SELECT, INSERT ON import_sheet TO tvetstat;
