"""A made-up prefecture-level city: about 40 vocational schools, 2019-2024.

Nothing in it is measured and nobody in it exists. Everything is drawn from
generators that are seeded by name, so that the same files come out on every
machine, whatever the clock says, and one school can change without moving
the figures of the others.
"""

FIRST_YEAR = 2019
LAST_YEAR = 2024
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
