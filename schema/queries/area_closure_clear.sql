-- role: import
-- After a change of the tree: what is above an area no more.
DELETE FROM area_ancestor a
USING (
    SELECT area, ancestor FROM area_ancestor
    EXCEPT
    (WITH RECURSIVE
-- include: closure.inc.sql
    SELECT area, ancestor FROM up)) gone
WHERE a.area = gone.area AND a.ancestor = gone.ancestor
