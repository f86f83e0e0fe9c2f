#!/usr/bin/python3
"""Prints random decompositions and growths computed a second time, as rows of
C tables: the decompositions with exact fractions and by the textbook formulae
(weights and rates, not cross products), the growths with 80 decimal digits.

Deterministic: the seed is fixed.
"""
import random
from decimal import ROUND_HALF_EVEN, Decimal, getcontext
from fractions import Fraction
from math import floor

CASES = 400
PARTS_MAX = 6
GROWTHS = 2000
KINDS = ('BOTH', 'ENTERED', 'LEFT', 'OTHER')
getcontext().prec = 80


def some_part(rng):
    top = 10 ** rng.randint(1, 12)
    fates = rng.random()

    def pair():
        den = rng.randint(1, top)
        return rng.randint(0, den), den
    cur, base = pair(), pair()
    if fates < 0.12:
        cur = (0, 0)
    elif fates < 0.24:
        base = (0, 0)
    elif fates < 0.30:
        cur = (rng.randint(1, top), 0)
    elif fates < 0.36:
        base = cur
    return cur + base


def terms_of(part, whole):
    """(kind, [(slot, exact)])"""
    n1, d1, n0, d0 = (Fraction(x) for x in part)
    num1, den1, num0, den0 = whole
    mean = (num1 / den1 + num0 / den0) / 2
    if d1 > 0 and d0 > 0:
        w1, w0, r1, r0 = d1 / den1, d0 / den0, n1 / d1, n0 / d0
        return 'BOTH', ((w1 + w0) / 2 * (r1 - r0),
                        (w1 - w0) * ((r1 + r0) / 2 - mean))
    if d1 > 0 and d0 == 0 and n0 == 0:
        return 'ENTERED', (d1 / den1 * (n1 / d1 - mean), Fraction(0))
    if d0 > 0 and d1 == 0 and n1 == 0:
        return 'LEFT', (-d0 / den0 * (n0 / d0 - mean), Fraction(0))
    return 'OTHER', (n1 / den1 - d1 / den1 * mean
                     - n0 / den0 + d0 / den0 * mean, Fraction(0))


def decompose(parts, factor):
    whole = [Fraction(sum(part[i] for part in parts)) for i in range(4)]
    kinds, exact = [], []
    for part in parts:
        kind, both = terms_of(part, whole)
        kinds.append(kind)
        exact += [term * factor for term in both]
    change = (whole[0] / whole[1] - whole[2] / whole[3]) * factor
    assert sum(exact) == change
    printed = [floor(term) for term in exact]
    total = round(change)
    order = sorted(range(len(exact)),
                   key=lambda i: (printed[i] - exact[i], i))
    for i in order[:total - sum(printed)]:
        printed[i] += 1
    assert sum(printed) == total
    return kinds, printed, total


def print_mixes(rng):
    print('static const struct mix_case {')
    print('    int count, shift, digits;')
    print('    int64_t multiplier, change;')
    print(f'    struct exact_mix_part parts[{PARTS_MAX}];')
    print('} MIXES[] = {')
    done = 0
    while done < CASES:
        parts = [some_part(rng) for _ in range(rng.randint(1, PARTS_MAX))]
        if not sum(p[1] for p in parts) or not sum(p[3] for p in parts):
            continue
        digits, shift = rng.randint(0, 6), rng.randint(-3, 3)
        multiplier = rng.choice((1, 100, 10000))
        factor = Fraction(10) ** (digits + shift) * multiplier
        kinds, printed, total = decompose(parts, factor)
        if max(abs(x) for x in printed + [total]) >= 10 ** 18:
            continue
        rows = ', '.join(
            '{%s, EXACT_MIX_%s, %d, %d}' % (
                ', '.join(map(str, part)), kinds[i],
                printed[2 * i], printed[2 * i + 1])
            for i, part in enumerate(parts))
        print(f'    {{{len(parts)}, {shift}, {digits}, {multiplier}, '
              f'{total}, {{{rows}}}}},')
        done += 1
    print('};')


def print_growths(rng):
    print('static const struct growth_case {')
    print('    int64_t cur, base;')
    print('    int years, digits;')
    print('    int64_t growth;')
    print('} GROWTHS[] = {')
    for _ in range(GROWTHS):
        top = 10 ** rng.randint(1, 12)
        cur, base = rng.randint(1, top), rng.randint(1, top)
        years, digits = rng.randint(2, 50), rng.randint(0, 6)
        root = (Decimal(cur) / Decimal(base)) ** (Decimal(1) / years)
        scaled = ((root - 1) * 100 * 10 ** digits).quantize(
            Decimal(1), ROUND_HALF_EVEN)
        if abs(scaled) < 10 ** 18:
            print(f'    {{{cur}, {base}, {years}, {digits}, {scaled}}},')
    print('};')


rng = random.Random(20240901)
print('/* Printed by exact_vectors.py. */')
print_mixes(rng)
print_growths(rng)
