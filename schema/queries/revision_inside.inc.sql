-- Needs $2 int area. Gives inside (school): those that lie in it or did once.
below AS (
    SELECT area FROM area_ancestor WHERE ancestor = $2::int),
inside AS (
    SELECT id AS school FROM school WHERE area IN (SELECT area FROM below)
    UNION
    SELECT school FROM school_area_history
    WHERE area IN (SELECT area FROM below)
    UNION
    SELECT from_school FROM school_event
    WHERE area_from IN (SELECT area FROM below))
