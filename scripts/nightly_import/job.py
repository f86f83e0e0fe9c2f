"""One run over the folder."""
import csv
import os
import time

from .folder import CHANGING, CHECKED, CLAIMED, DONE, REJECTED, Skip
from .names import BadName, parse

ERROR_COLUMNS = ("line", "column", "code", "message_zh", "message_en",
                 "value")


class Stop(Exception):
    """The server takes nothing more: the rest is for the next run."""


class Left(Exception):
    """The server failed on this file: it is for the next run."""


# Without a server there is no use in trying the next file.
HOPELESS = (0, 401, 429, 503, 507)


class Job:
    def __init__(self, folder, server, report, settle):
        self.folder = folder
        self.server = server
        self.report = report
        self.settle = settle

    def candidates(self):
        """(file, its plan or BadName), in the order of importing."""
        files = self.folder.files(self.report.on_skip)
        if files:
            time.sleep(self.settle)
        found = []
        for file in files:
            try:
                file.look_again()
            except Skip as skip:
                self.report.on_skip(file.name, str(skip))
                continue
            found.append((file, _plan(file)))
        return sorted(found, key=_order)

    def preview(self):
        """What run() would do, and nothing is done."""
        for file, plan in self.candidates():
            if isinstance(plan, BadName):
                self.report.rejected += 1
                self.report.about("reject", file.name, str(plan))
            else:
                self.report.left += 1
                self.report.about("import", file.name, str(plan))

    def run(self):
        candidates = self.candidates()
        for at, (file, plan) in enumerate(candidates):
            try:
                self._handle(file, plan)
            except Skip as skip:
                self.report.on_skip(file.name, str(skip))
            except Left as left:
                self.report.left += 1
                self.report.about("left", file.name, str(left))
            except (Stop, OSError):
                self.report.left += len(candidates) - at
                raise

    def _handle(self, file, plan):
        if file.state is None:
            file.claim()
        if isinstance(plan, BadName):
            self._reject_with(file, str(plan), [
                ("", "", "bad_name", plan.chinese, str(plan),
                 file.name.decode())])
            return
        sha256 = file.sha256()
        if file.state == CLAIMED:
            checked = self.server.send(file, plan)
            if not self._accept(file, checked):
                return
            if checked.json.get("sha256") != sha256:
                raise Skip(CHANGING)
            file.move(CHECKED)
        self._import(file, plan, sha256)

    def _import(self, file, plan, sha256):
        """Once, however often: a file keeps its stamp, so its key."""
        key = f"nightly-{file.stamp}-{sha256}"
        answer = self.server.send(file, plan, key)
        if not self._accept(file, answer):
            return
        file.move(DONE)
        self.report.on_imported(file.name, answer)
        if answer.json.get("sha256") != sha256:
            self.report.about("warning", file.name, "it was changed while "
                              "it was sent: it is not what was imported")

    def _accept(self, file, answer):
        """False: it was refused, and that has been dealt with."""
        if answer.good:
            return True
        if answer.transient or answer.status == 401:
            trouble = Stop if answer.status in HOPELESS else Left
            raise trouble(f"{answer.status or 'no answer'}: "
                          f"{answer.detail}")
        if answer.import_id:
            self._reject_import(file, answer)
        else:
            self._reject_request(file, answer)
        return False

    # The errors come first: what lies in rejected/ says why.

    def _reject_import(self, file, answer):
        part = self.folder.path(REJECTED, b"." + file.stored)
        fetched = self.server.fetch_errors(answer.import_id, part)
        if not fetched.good:
            raise Stop(f"no errors.csv: {fetched.status or 'no answer'}")
        self._reject(file, part, _first_error(answer))

    def _reject_request(self, file, answer):
        errors = [error for error in answer.json.get("errors") or []
                  if isinstance(error, dict)]
        self._reject_with(file, answer.detail or f"HTTP {answer.status}", [
            ("", error.get("path", ""), error.get("code", ""), "",
             error.get("message", ""), "") for error in errors])

    def _reject_with(self, file, why, errors):
        part = self.folder.path(REJECTED, b"." + file.stored)
        with open(part, "w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(ERROR_COLUMNS)
            writer.writerows(errors)
        self._reject(file, part, why)

    def _reject(self, file, part, why):
        _sync(part)
        errors = file.stored + b".errors.csv"
        os.rename(part, self.folder.path(REJECTED, errors))
        file.move(REJECTED)
        self.report.on_rejected(file.name, why, b"rejected/" + errors)


def _plan(file):
    try:
        return parse(file.name.decode())
    except BadName as bad:
        return bad


def _order(candidate):
    """By kind; of a kind what was claimed earlier first, then by name."""
    file, plan = candidate
    order = -1 if isinstance(plan, BadName) else plan.order
    return order, file.state is None, file.stored


def _first_error(answer):
    count = answer.json.get("error_count", 0)
    for error in answer.json.get("errors") or []:
        where = f"line {error.get('line')}"
        if error.get("column"):
            where += f", {error['column']}"
        return f"{count} faults, the first in {where}: {error.get('message')}"
    return answer.detail


def _sync(path):
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
