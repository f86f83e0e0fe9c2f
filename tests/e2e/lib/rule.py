"""The rule for totals over breakdowns, written a second time and from its
words alone (docs/adr/0001-store.md): plain loops over all observations, no
lookups, no increments. It knows nothing of how the daemon does it.
"""

PARTITION = {"gender": 1, "grade": 2, "shift": 3}  # in the order of their ids
OVERLAPPING = {"flag"}


def rank(extra):
    return len(extra), sorted(PARTITION[dim] for dim in extra)


def overlap(one, other):
    """Two sets of members, unless they differ in a dimension both name."""
    return all(one[dim] == other[dim] for dim in one if dim in other)


def taken(reports, target):
    """reports: [(members, anything)] of one school, indicator and period.
    The members of those that make its figure at the target."""
    candidates = []
    for members, _ in reports:
        extra = [dim for dim in members if dim not in target]
        if (all(members.get(dim) == code for dim, code in target.items())
                and all(dim in PARTITION for dim in extra)):
            candidates.append((rank(extra), set(members), members))
    if not candidates:
        return []
    lowest = min(candidate[0] for candidate in candidates)
    base = next(c[1] for c in candidates if c[0] == lowest)
    if lowest[0] == 0:
        base = set(target)
        candidates = [c for c in candidates if c[0] == lowest]
    kin = [c for c in candidates if c[0] == lowest or c[1] >= base]
    return [c[2] for c in kin
            if not any(d[0] < c[0] and overlap(d[2], c[2]) for d in kin)]


def school_figure(reports, target):
    """reports: [(members, value or None)] of one school, indicator and
    period. None: nothing was reported; (None,) is "no value"."""
    members = taken(reports, target)
    if not members:
        return None
    values = [value for one, value in reports
              if one in members and value is not None]
    return (sum(values),) if values else (None,)


def area_figure(world, indicator, period, area, target):
    """(sum or None, schools with a value)."""
    values = []
    for school, place in world.schools.items():
        if not world.below(place, area):
            continue
        reports = [(dict(members), value) for (s, i, p, members), value
                   in world.reports.items()
                   if (s, i, p) == (school, indicator, period)]
        figure = school_figure(reports, target)
        if figure is not None and figure[0] is not None:
            values.append(figure[0])
    return (sum(values) if values else None), len(values)
