"""Readers of answers that come from npm, in one node process."""
import atexit
import filecmp
import json
import os
import shutil
import subprocess
from functools import lru_cache


from . import BUILD

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../node")
FOLDER = os.path.join(BUILD, "e2e-node")
LOCKED = ("package.json", "package-lock.json", ".npmrc")


def _installed():
    return os.path.exists(os.path.join(FOLDER, "installed")) and all(
        filecmp.cmp(os.path.join(HERE, name), os.path.join(FOLDER, name),
                    shallow=False)
        for name in LOCKED)


def _install():
    os.makedirs(FOLDER, exist_ok=True)
    for name in LOCKED:
        shutil.copy(os.path.join(HERE, name), FOLDER)
    done = subprocess.run(["npm", "ci"], cwd=FOLDER, timeout=180,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout.decode()
    with open(os.path.join(FOLDER, "installed"), "w", encoding="ascii"):
        pass


@lru_cache(maxsize=None)
def _process():
    if not _installed():
        _install()
    # Beside node_modules, or it would not find them.
    shutil.copy(os.path.join(HERE, "read.mjs"), FOLDER)
    made = subprocess.Popen(["node", "read.mjs"], cwd=FOLDER, text=True,
                            encoding="utf-8", stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE)
    atexit.register(made.kill)
    return made


def read(kind, text):
    """What node/read.mjs makes of an answer; `text` is JSON on one line."""
    node = _process()
    node.stdin.write(f'{{"kind":"{kind}","answer":{text.strip()}}}\n')
    node.stdin.flush()
    result = json.loads(node.stdout.readline())
    assert "fault" not in result, result["fault"]
    return result
