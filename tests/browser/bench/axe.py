"""axe-core: what on a page keeps people out."""
import filecmp
import os
import shutil
import subprocess

from . import BUILD, TESTS

HERE = os.path.join(TESTS, "browser")
FOLDER = os.path.join(BUILD, "browser")
SCRIPT = os.path.join(FOLDER, "node_modules/axe-core/axe.min.js")
FILES = ("package.json", "package-lock.json", ".npmrc")
LEVELS = {"serious", "critical"}

RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
    (found) => done(found.violations), (fault) => done(String(fault)));
"""


def _installed():
    return os.path.exists(SCRIPT) and all(
        filecmp.cmp(os.path.join(HERE, name), os.path.join(FOLDER, name),
                    shallow=False)
        for name in FILES)


def source():
    """The script; from npm the first time, by the lock."""
    if not _installed():
        os.makedirs(FOLDER, exist_ok=True)
        for name in FILES:
            shutil.copy(os.path.join(HERE, name), FOLDER)
        done = subprocess.run(["npm", "ci"], cwd=FOLDER, timeout=180,
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        assert done.returncode == 0, done.stdout.decode()
    with open(SCRIPT, encoding="utf-8") as script:
        return script.read()


def faults(driver, script):
    """The serious and critical ones, each as one line."""
    driver.execute_script(script)
    found = driver.execute_async_script(RUN)
    assert isinstance(found, list), found
    return [f"{one['id']} ({one['impact']}): {node['target']} "
            f"{node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            for one in found if one["impact"] in LEVELS
            for node in one["nodes"]]
