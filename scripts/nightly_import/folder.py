"""The folder. Where a file lies is how far it has come:

    DIR/NAME            delivered
    DIR/claimed/        belongs to the job; nothing has been stored
    DIR/checked/        found good; may or may not have been imported
    DIR/done/           imported, and acknowledged
    DIR/rejected/       refused, with NAME.errors.csv beside it

From claimed/ on its name is STAMP-NAME. The stamp is made once, when it is
claimed, and so is what a repeated request is known by."""
import fcntl
import hashlib
import os
import re
import secrets
import stat
import time

from .names import oddity

CLAIMED, CHECKED, DONE, REJECTED = (b"claimed", b"checked", b"done",
                                    b"rejected")
STATES = (CLAIMED, CHECKED, DONE, REJECTED)
STAMP = re.compile(rb"\d{8}T\d{6}Z-[0-9a-f]{8}-(.+)", re.S)
STAMP_BYTES = len("20240831T013000Z-01234567")
ODD_TYPES = ((stat.S_ISLNK, "a symbolic link"), (stat.S_ISDIR, "a folder"),
             (stat.S_ISFIFO, "a FIFO"), (stat.S_ISSOCK, "a socket"))
CHANGING = "it is still changing"


class Skip(Exception):
    """The file is let alone, for this time; the reason."""


class File:
    def __init__(self, folder, state, stored, name):
        self.folder = folder
        self.state = state  # None: delivered
        self.stored = stored
        self.name = name
        self.seen = None

    @property
    def path(self):
        return self.folder.path(self.state, self.stored)

    @property
    def stamp(self):
        """Once it is claimed."""
        return self.stored[:STAMP_BYTES].decode()

    def look(self):
        """What would change if somebody wrote to it."""
        try:
            now = os.lstat(self.path)
        except FileNotFoundError:
            raise Skip("it is gone") from None
        for is_type, what in ODD_TYPES:
            if is_type(now.st_mode):
                raise Skip(what)
        if not stat.S_ISREG(now.st_mode):
            raise Skip("a device")
        if not os.access(self.path, os.R_OK):
            raise Skip("it may not be read")
        return _mark(now)

    def look_again(self):
        if self.look() != self.seen:
            raise Skip(CHANGING)

    def claim(self):
        stamp = time.strftime("%Y%m%dT%H%M%SZ-", time.gmtime())
        stored = (stamp + secrets.token_hex(4) + "-").encode() + self.name
        try:
            self.move(CLAIMED, stored)
        except FileNotFoundError:
            raise Skip("it is gone") from None
        # Whoever wrote to it before still may.
        self.look_again()

    def move(self, state, stored=None):
        """Stays where it is put, also through a power cut."""
        stored = stored or self.stored
        os.rename(self.path, self.folder.path(state, stored))
        self.folder.sync(state)
        self.folder.sync(self.state)
        self.state, self.stored = state, stored

    def sha256(self):
        digest = hashlib.sha256()
        handle = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW |
                         os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as body:
            while block := body.read(1 << 20):
                digest.update(block)
            if _mark(os.fstat(handle)) != self.seen:
                raise Skip(CHANGING)
        return digest.hexdigest()


def _mark(status):
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class Folder:
    def __init__(self, path):
        self.top = os.fsencode(os.path.realpath(path))
        self.handle = os.open(self.top, os.O_RDONLY | os.O_DIRECTORY |
                              os.O_CLOEXEC)

    def lock(self):
        """Goes with the process, whatever ends it."""
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def prepare(self):
        for state in STATES:
            try:
                os.mkdir(self.path(state), 0o755)
            except FileExistsError:
                if not stat.S_ISDIR(os.lstat(self.path(state)).st_mode):
                    raise
        for name in os.listdir(self.path(REJECTED)):
            if STAMP.fullmatch(name[1:]) and name.startswith(b"."):
                os.unlink(self.path(REJECTED, name))  # half written

    def path(self, *parts):
        return os.path.join(self.top, *filter(None, parts))

    def sync(self, state):
        handle = os.open(self.path(state), os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def _names(self, state):
        try:
            names = sorted(os.listdir(self.path(state)))
        except FileNotFoundError:  # a dry run before the first run
            return []
        return names if state else [n for n in names if n not in STATES]

    def files(self, on_skip):
        """All that may be imported; on_skip(name, why) for the rest."""
        found = []
        for state in (CHECKED, CLAIMED, None):
            for stored in self._names(state):
                stamped = STAMP.fullmatch(stored) if state else None
                name = stamped.group(1) if stamped else stored
                file = File(self, state, stored, name)
                try:
                    if state and not stamped:
                        raise Skip("not put there by this job")
                    self._admit(file)
                    found.append(file)
                except Skip as skip:
                    on_skip(name, str(skip))
        return found

    @staticmethod
    def _admit(file):
        odd = oddity(file.name)
        if odd:
            raise Skip(odd)
        file.seen = file.look()
