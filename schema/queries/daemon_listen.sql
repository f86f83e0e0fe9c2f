-- role: connect
-- description: hints that something changed come on this channel
-- parameters: none
-- columns: none
-- cardinality: no rows
LISTEN tvetstat
