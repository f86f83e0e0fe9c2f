-- role: import
-- Which areas the schools count in now that the file may move: those it
-- names, or those below the areas it names.
-- $1 text kind
WITH
-- include: record.inc.sql
,
touched AS (
    SELECT s.id, s.area
    FROM record r
    JOIN school s ON s.code = r.f[1]
    WHERE $1 = 'schools'
    UNION
    SELECT s.id, s.area
    FROM record r
    JOIN area a ON a.code = r.f[1]
    JOIN area_ancestor x ON x.ancestor = a.id
    JOIN school s ON s.area = x.area
    WHERE $1 = 'areas'
    UNION
    SELECT s.id, s.area
    FROM claim c
    JOIN school s ON s.id = c.from_school
    WHERE $1 = 'school-events' AND c.kind = 'transfer')
INSERT INTO chain (school, area)
SELECT t.id, a.ancestor
FROM touched t
JOIN area_ancestor a ON a.area = t.area
