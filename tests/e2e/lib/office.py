"""Files opened by LibreOffice, as people do it."""
import csv
import os
import subprocess

SECONDS = 180
# Comma, quote, UTF-8, numbers and not how they are shown, every sheet.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false," \
      "false,false,-1"


def convert(folder, name, body, kind, *more):
    """Paths of what it makes of a file."""
    source = folder / name
    out = folder / "out"
    with open(source, "wb") as file:
        file.write(body)
    done = subprocess.run(
        ["soffice", "--headless", "--norestore",
         f"-env:UserInstallation=file://{folder}/profile", *more,
         "--convert-to", kind, "--outdir", str(out), str(source)],
        capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done
    return sorted(os.path.join(out, made) for made in os.listdir(out))


def sheets(folder, name, body):
    """[rows of texts], the sheets by name."""
    made = []
    for path in convert(folder, name, body, CSV):
        with open(path, encoding="utf-8", newline="") as text:
            made.append(list(csv.reader(text)))
    return made
