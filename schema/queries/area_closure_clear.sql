-- role: import
-- The ancestors are computed anew after a change of the tree.
DELETE FROM area_ancestor
