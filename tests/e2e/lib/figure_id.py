"""The name of a figure, written from its description (docs/statistics.md)
and not by the daemon."""
import base64


def figure_id(indicator, area, period, revision, school="", chosen=(),
              **members):
    """chosen: such as "ytd=M08", in their order; members: dimension=[codes] in
    the order of the dimensions' ids."""
    fields = ["f1", indicator, area, school, period, str(revision), *chosen]
    for dimension, codes in members.items():
        fields.append("\x1e".join([dimension, *codes]))
    text = "\x1f".join(fields).encode("utf-8")
    return base64.urlsafe_b64encode(text).decode("ascii").rstrip("=")
