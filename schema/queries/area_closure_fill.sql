-- role: import
-- After a change of the tree: what is above an area now.
INSERT INTO area_ancestor (area, ancestor)
WITH RECURSIVE
-- include: closure.inc.sql
SELECT area, ancestor FROM up
EXCEPT
SELECT area, ancestor FROM area_ancestor
