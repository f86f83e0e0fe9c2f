"""What became of the files: a line each, a line for all, a mail."""
import os
import subprocess
import time

from .names import shown

MAIL_SECONDS = 60


class Report:
    def __init__(self):
        self.began = time.monotonic()
        self.lines = []
        self.imported = self.rows = self.rejected = 0
        self.skipped = self.left = 0

    def say(self, line):
        self.lines.append(line)
        print(line, flush=True)

    def about(self, word, name, text):
        self.say(f"{word:9} {shown(name)}: {text}")

    def on_skip(self, name, why):
        self.skipped += 1
        self.about("skipped", name, why)

    def on_imported(self, name, answer):
        rows = answer.json.get("rows", {})
        self.imported += 1
        self.rows += rows.get("read", 0)
        self.about("imported", name, "{} rows: {} new, {} changed, {} as "
                   "before{}; revision {}, import {}".format(
                       *(rows.get(key, 0) for key in
                         ("read", "inserted", "updated", "unchanged")),
                       " (acknowledged earlier)" if answer.replay else "",
                       answer.json.get("revision"), answer.import_id))
        for warning in answer.json.get("warnings") or []:
            text = (warning.get("message") if isinstance(warning, dict)
                    else warning)
            self.about("warning", name, shown(str(text).encode()))

    def on_rejected(self, name, why, errors):
        self.rejected += 1
        self.about("rejected", name,
                   f"{shown(why.encode())} (see {shown(errors)})")

    @property
    def summary(self):
        seconds = round(time.monotonic() - self.began)
        return (f"nightly-import: {self.imported} imported "
                f"({self.rows:,} rows), {self.rejected} rejected, "
                f"{self.skipped} skipped, {self.left} left for the next "
                f"run, {seconds} s")

    def mail(self, command):
        """The lines on its standard input; False if it failed. Nothing is
        sent about a night on which nothing was there."""
        summary = self.lines[-1]
        if len(self.lines) < 2:
            return True
        try:
            done = subprocess.run(
                ["sh", "-c", command], timeout=MAIL_SECONDS,
                input=("\n".join(self.lines) + "\n").encode("utf-8"),
                env={**os.environ, "NIGHTLY_SUMMARY": summary})
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0
