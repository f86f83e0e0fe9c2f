-- role: connect
-- Hints that something changed come on this channel.
LISTEN tvetstat
