"""Chance and division that give the same everywhere.

Only +, -, *, / and random() are used: their results are exact by IEEE 754
and by the definition of the Mersenne Twister.
"""
import random

SEED = "tvetstat demo city 1"


class Draw:
    """A stream of numbers of its own for each list of names."""

    def __init__(self, *names):
        key = "/".join([SEED] + [str(name) for name in names])
        self._next = random.Random(key).random

    def between(self, low, high):
        return low + (high - low) * self._next()

    def whole(self, low, high):
        """An integer of low..high, both included."""
        return low + int(self._next() * (high - low + 1))

    def chance(self, probability):
        return self._next() < probability

    def pick(self, weights):
        """A key of {key: weight}."""
        left = self._next() * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key

    def some(self, items, count):
        """`count` of the items, in their order."""
        items = list(items)
        while len(items) > count:
            items.pop(self.whole(0, len(items) - 1))
        return items


def nearest(value):
    return int(value + 0.5)


def divide(total, weights):
    """Splits an integer by {key: weight} so that the parts add up to it."""
    full = sum(weights.values())
    if full <= 0:
        return {key: 0 for key in weights}
    parts = {key: int(total * weight / full)
             for key, weight in weights.items()}
    rest = {key: total * weight / full - parts[key]
            for key, weight in weights.items()}
    order = sorted(weights, key=lambda key: -rest[key])
    for key in order[:total - sum(parts.values())]:
        parts[key] += 1
    return parts


def tally(items, key):
    """{key(item): how many}, keys in order of first appearance."""
    counts = {}
    for item in items:
        counts[key(item)] = counts.get(key(item), 0) + 1
    return counts


def sum_by(table, positions):
    """Adds {tuple: value} up over all but the given positions."""
    out = {}
    for key, value in table.items():
        short = tuple(key[i] for i in positions)
        out[short] = out.get(short, 0) + value
    return out
