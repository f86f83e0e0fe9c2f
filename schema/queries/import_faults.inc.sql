-- The staged faults (line, field, code, args, value, cell); args of a rule's
-- finding are rule, level, what is expected, and what it is about. A workbook's
-- cell is told by the sheet that its line is in and by its column, which is
-- known by number or by its heading.
-- $2 int[] first lines of the sheets, in order, $3 text[] their names, $4
-- text[] headings; all NULL: it was no workbook, whose cells are told where the
-- column is known by number
    SELECT line, f[2] AS field, f[1] AS code, f[3:5] || f[8:8] AS args,
        f[6] AS value,
        place_text($2::int[], $3::text[], line,
            coalesce(nullif(f[7], '')::int,
                     array_position($4::text[], f[2]))) AS cell
    FROM (SELECT line, string_to_array(fault, E'\x1f') AS f
          FROM stage
          WHERE fault IS NOT NULL) s
