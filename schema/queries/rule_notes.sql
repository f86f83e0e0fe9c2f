-- role: import
-- An explanation for the file becomes the note of the values it explains.
UPDATE stage s
SET note = concat_ws('; ', nullif(btrim(s.note), ''), e.text)
FROM (SELECT line, string_agg(DISTINCT explanation, '; ') AS text
      FROM finding
      WHERE explanation IS NOT NULL
      GROUP BY line) e
WHERE e.line = s.line
  AND s.fault IS NULL
  AND char_length(btrim(coalesce(s.note, ''))) < 5
