"""A cookbook: the commands of a Markdown file and the answers below them.

A block ```sh is run, and the block without a language that follows it is
what it prints; without one it prints nothing. The blocks of a section are one
script, run by bash after the section "Before": what one sets, the next has.
"""
import re
import subprocess

END = "--- end of block ---"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


class Step:
    def __init__(self, command):
        self.command = command
        self.answer = ""


class Section:
    def __init__(self, title, text):
        self.title = title
        self.steps = []
        for language, body in _BLOCK.findall(text):
            if language == "sh":
                self.steps.append(Step(body))
            elif language == "":
                self.steps[-1].answer = body


def read(path):
    """(The section that comes before the others, the others with a command.)"""
    with open(path, encoding="utf-8") as file:
        parts = re.split(r"^## (.*)\n", file.read(), flags=re.M)
    found = [Section(title, text)
             for title, text in zip(parts[1::2], parts[2::2])]
    return found[0], [one for one in found[1:] if one.steps]


def run(before, section, folder, env):
    """What each step printed, errors included."""
    commands = [step.command for step in before.steps]
    commands.append("exec 2>&1\n")
    for step in section.steps:
        commands += [step.command, f"echo '{END}'\n"]
    done = subprocess.run(["bash", "-c", "".join(commands)], cwd=folder,
                          env=env, stdin=subprocess.DEVNULL, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, encoding="utf-8")
    return done.stdout.split(END + "\n")[:-1]
