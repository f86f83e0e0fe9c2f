"""Which linear functions do known ones determine? Exact: fractions."""
from fractions import Fraction


class Span:
    """Of functions, each a dict of unknown to coefficient."""

    def __init__(self):
        self.rows = {}  # by leading unknown, each with coefficient 1 there

    def reduce(self, function):
        left = {k: Fraction(c) for k, c in function.items() if c}
        for lead in sorted(self.rows):
            factor = left.get(lead)
            if factor:
                for k, c in self.rows[lead].items():
                    left[k] = left.get(k, 0) - factor * c
                    if left[k] == 0:
                        del left[k]
        return left

    def add(self, function):
        left = self.reduce(function)
        if not left:
            return
        lead = min(left)
        scale = left[lead]
        self.rows[lead] = {k: c / scale for k, c in left.items()}

    def holds(self, function):
        return not self.reduce(function)
