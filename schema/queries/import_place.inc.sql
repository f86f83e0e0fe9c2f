-- Where line `line` of import `import` (both of row `told`) is in a workbook:
-- sheet and row, or no row at all.
    SELECT s.name AS sheet, told.line - s.first_line + 1 AS row
    FROM import_sheet s
    WHERE s.import = told.import AND s.first_line <= told.line
    ORDER BY s.number DESC
    LIMIT 1
