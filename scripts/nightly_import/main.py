"""From the command line to the exit code."""
import sys

from .folder import Folder
from .job import Job, Stop
from .options import Wrong, check_url, parser, read_token
from .report import Report
from .server import Server

DONE, REJECTED, USAGE, BROKEN_OFF, LOCKED, NO_MAIL = range(6)


def _fail(text):
    print(f"nightly-import: {text}", file=sys.stderr)


def _open(options):
    check_url(options.url)
    token = None if options.dry_run else read_token(options.token)
    try:
        folder = Folder(options.folder)
    except OSError as err:
        raise Wrong(f"{err.strerror}: {options.folder}") from None
    return folder, Server(options.url, token, options.patience,
                          options.timeout)


def _work(job, dry_run):
    """What stopped it, or None."""
    try:
        if dry_run:
            job.preview()
        else:
            job.folder.prepare()
            job.run()
    except (Stop, OSError) as err:
        return str(err)
    return None


def _run(options):
    folder, server = _open(options)
    if not folder.lock():
        _fail(f"another instance works on {options.folder}")
        return LOCKED
    report = Report()
    stopped = _work(Job(folder, server, report, options.settle),
                    options.dry_run)
    if stopped:
        report.say(f"stopped: {stopped}")
    report.say(report.summary + (" (dry run)" if options.dry_run else ""))
    mailed = True
    if options.mail and not options.dry_run:
        mailed = report.mail(options.mail)
    if not mailed:
        _fail("the mail command failed")
    if stopped or (report.left and not options.dry_run):
        return BROKEN_OFF
    if report.rejected:
        return REJECTED
    return DONE if mailed else NO_MAIL


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args()
    try:
        return _run(options)
    except Wrong as wrong:
        _fail(wrong)
        return USAGE
    except KeyboardInterrupt:
        return 130
