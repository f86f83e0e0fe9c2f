#!/usr/bin/python3
"""Prints random changes computed with exact fractions, as rows of a C table.

The rounding and the decision table are written a second time here, without
looking at integers' widths at all, so that the C code has something
independent to agree with. Deterministic: the seed is fixed.
"""
import random
from fractions import Fraction

LIMIT = 10 ** 18
ROWS = 4000


def rounded(value, decimals):
    """Half to even (that is what Fraction does), None beyond 18 digits."""
    scaled = round(value * 10 ** decimals)
    return scaled if abs(scaled) < LIMIT else None


def some(rng):
    """Sizes of every order, with zeros and equal values often enough."""
    if rng.random() < 0.08:
        return 0
    top = 10 ** rng.randint(1, 18) - 1
    value = rng.randint(1, top)
    return -value if rng.random() < 0.05 else value


def reason_of(cur, base, percent):
    if cur is None:
        return 'CUR_MISSING'
    if base is None:
        return 'BASE_MISSING'
    if percent:
        return 'OK_PP'
    if cur < 0 or base < 0:
        return 'NEGATIVE'
    if base > 0:
        return 'OK'
    return 'BOTH_ZERO' if cur == 0 else 'BASE_ZERO'


def row(rng):
    ratio = rng.random() < 0.6
    percent = ratio and rng.random() < 0.6
    multiplier = rng.choice([1, 100, 10000]) if ratio else 1
    num_decimals = rng.randint(0, 6)
    den_decimals = rng.randint(0, 6) if ratio else 0
    decimals = rng.randint(0, 6) if ratio else num_decimals
    digits = rng.randint(0, 6)
    figures = []
    for _ in range(2):
        den = some(rng) if ratio else 1
        figures.append((rng.random() > 0.04, some(rng), den))
    if rng.random() < 0.1:
        figures[1] = (figures[1][0], figures[1][1], figures[0][2])

    def value(figure):
        present, num, den = figure
        if not present or den == 0:
            return None
        return (Fraction(num, 10 ** num_decimals)
                / Fraction(den, 10 ** den_decimals) * multiplier)

    cur, base = value(figures[0]), value(figures[1])
    reason = reason_of(cur, base, percent)
    absolute = percentage = points = None
    if reason == 'OK_PP':
        points = rounded(cur - base, digits)
    elif reason not in ('CUR_MISSING', 'BASE_MISSING'):
        absolute = rounded(cur - base, decimals)
        if reason == 'OK':
            percentage = rounded((cur - base) / base * 100, digits)
    shown = None if cur is None else rounded(cur, decimals)
    parts = [f'{{{int(p)}, {n}, {d}}}' for p, n, d in figures]
    scale = (f'{{{int(ratio)}, {int(percent)}, {multiplier}, {num_decimals}, '
             f'{den_decimals}, {decimals}}}')
    results = [f'{int(r is not None)}, {r or 0}'
               for r in (shown, absolute, percentage, points)]
    return (f'{{{parts[0]}, {parts[1]}, {scale}, {digits}, CHANGE_{reason}, '
            f'{", ".join(results)}}},')


def main():
    rng = random.Random(8170)
    for _ in range(ROWS):
        print(row(rng))


if __name__ == '__main__':
    main()
