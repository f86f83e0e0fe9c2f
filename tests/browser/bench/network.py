"""What a page asked for, read from Chromium's performance log."""
import json
from urllib.parse import urlsplit

INSIDE = {"data", "blob", "about", "chrome", "devtools"}


class Network:
    """Everything since the last clear()."""

    def __init__(self, driver):
        self.driver = driver
        self.events = []

    def clear(self):
        self.driver.get_log("performance")
        self.events = []

    def read(self):
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"].startswith("Network."):
                self.events.append((message["method"], message["params"]))
        return self.events

    def urls(self):
        return [params["request"]["url"] for method, params in self.read()
                if method == "Network.requestWillBeSent"]

    def outside(self, origin):
        """What did not go to the daemon."""
        return [url for url in self.urls()
                if not url.startswith(origin + "/")
                and urlsplit(url).scheme not in INSIDE]

    def transferred(self):
        """Bytes on the wire, heads included, by URL."""
        names, sizes = {}, {}
        for method, params in self.read():
            if method == "Network.requestWillBeSent":
                names[params["requestId"]] = params["request"]["url"]
            elif method == "Network.loadingFinished":
                sizes[params["requestId"]] = params["encodedDataLength"]
        made = {}
        for key, size in sizes.items():
            name = names.get(key, "?")
            made[name] = made.get(name, 0) + int(size)
        return made
