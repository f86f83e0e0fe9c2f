"""What the name of a file says: its kind, its format, its parameters."""
import re
import unicodedata

# In the order in which they are imported: what others refer to comes first.
KINDS = ("areas", "dimensions", "indicators", "schools", "school-events",
         "breaks", "partnerships", "observations", "forms")
TYPES = {"csv": "text/csv", "ndjson": "application/x-ndjson",
         "json": "application/json",
         "xlsx": "application/vnd.openxmlformats-officedocument."
                 "spreadsheetml.sheet",
         "xls": "application/vnd.ms-excel"}
# What @NAME is, of the kinds that have such a thing.
LAYOUTS = {"observations": "profile", "forms": "form"}
NAME_MAX = 200  # bytes; the server remembers as many

PROFILE = re.compile(r"[A-Za-z0-9_-]{1,64}")
DEFAULT = re.compile(r"([A-Za-z0-9_-]{1,32})=(.+)")
# Control characters, those that turn the direction of writing, ends of line.
NOT_PLAIN = ("Cc", "Cf", "Zl", "Zp")


class BadName(Exception):
    """A name that says nothing; the reason in Chinese and English."""

    def __init__(self, chinese, english):
        super().__init__(english)
        self.chinese = chinese


class Plan:
    """How a file is to be imported."""

    def __init__(self, kind, type_, query):
        self.kind = kind
        self.type = type_
        self.query = query

    @property
    def order(self):
        return KINDS.index(self.kind)

    def __str__(self):
        return " ".join([self.kind, *(f"{k}={v}" for k, v in self.query)])


def _plain(char):
    return unicodedata.category(char) not in NOT_PLAIN


def shown(name):
    """Bytes of any kind as text for one line of a log."""
    text = name.decode("utf-8", "backslashreplace")
    line = "".join(char if _plain(char) else
                   char.encode("unicode_escape").decode() for char in text)
    return line if len(line) <= NAME_MAX else line[:60] + "..."


def oddity(name):
    """Why a file of this name is let alone, or None."""
    if name.startswith(b"."):
        return "hidden"
    if name.startswith(b"-"):
        return "its name begins with a dash"
    if len(name) > NAME_MAX:
        return f"its name is longer than {NAME_MAX} bytes"
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        return "its name is not UTF-8"
    if not all(map(_plain, text)):
        return "control characters in its name"
    return None


def _kind(head):
    for kind in KINDS:
        if head == kind or head.startswith(kind + "-"):
            return kind
    raise BadName("文件名开头不是导入种类", "its name does not begin with a "
                  "kind of import: " + ", ".join(KINDS))


def _parameters(kind, parts):
    query = {}
    for part in parts:
        default = DEFAULT.fullmatch(part)
        if default:
            name, value = "default." + default.group(1), default.group(2)
        elif PROFILE.fullmatch(part) and kind in LAYOUTS:
            name, value = LAYOUTS[kind], part
        else:
            raise BadName(f"文件名中的“@{part}”无法识别",
                          f"@{part} in its name is neither a column with a "
                          "value nor a profile of observations nor a form")
        if name in query:
            raise BadName(f"文件名中{name}出现两次",
                          f"its name says {name} twice")
        query[name] = value
    return list(query.items())


def parse(name):
    """The plan of KIND[-TEXT][@PROFILE][@COLUMN=VALUE]...[~TEXT].TYPE."""
    stem, _, extension = name.rpartition(".")
    if extension.lower() not in TYPES:
        raise BadName("只能导入 .csv、.ndjson、.json、.xlsx 和 .xls 文件",
                      "only .csv, .ndjson, .json, .xlsx and .xls can be "
                      "imported")
    head, *parts = stem.partition("~")[0].split("@")
    kind = _kind(head)
    return Plan(kind, TYPES[extension.lower()], _parameters(kind, parts))
