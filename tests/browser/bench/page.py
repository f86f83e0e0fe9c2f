"""The dashboard in Chromium, as a person uses it."""
import json
import os

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from . import SHOTS
from .network import Network

SECONDS = 40
WIDE = 1280, 900
PHONE = 390, 844
# Of a reply that a test provokes Chromium itself prints an error.
LOADING = "Failed to load resource"


class Page:
    def __init__(self, driver, url):
        self.driver = driver
        self.url = url
        self.network = Network(driver)
        self.allowed = set()

    # --- where we are

    def open(self, hash_="", settled=True):
        """By its address, anew, like somebody who was sent a link."""
        self.driver.get(self.url + "/livez")
        self.driver.get(self.url + "/" + hash_)
        if settled:
            self.settle()

    def use_token(self, token):
        """As if it had been entered in this tab before."""
        self.driver.get(self.url + "/livez")
        self.run("sessionStorage.setItem('tvetstat.token', arguments[0])",
                 token)

    def reload(self):
        self.driver.refresh()
        self.settle()

    def settle(self):
        """Until the page says that it has everything."""
        self.until(lambda: self.run(
            "return document.readyState === 'complete' && "
            "!!document.querySelector('main') && "
            "!document.querySelector('[aria-busy=true]')"),
            "the page does not settle")

    def hash(self):
        return self.run("return location.hash")

    def forget(self):
        """As at the first visit."""
        self.driver.get(self.url + "/livez")
        self.run("localStorage.clear(); sessionStorage.clear()")
        self.driver.delete_all_cookies()
        self.size(*WIDE)
        self.prefer("light")
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.network.clear()
        self.allowed = set()

    # --- looking

    def run(self, script, *args):
        return self.driver.execute_script(script, *args)

    def until(self, check, message="", seconds=SECONDS):
        """Waits for a condition; elements that went while it looked are
        looked for again."""
        wait = WebDriverWait(
            self.driver, seconds, poll_frequency=0.05,
            ignored_exceptions=[StaleElementReferenceException])
        return wait.until(lambda _: check(), message)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def find(self, selector):
        """The first one that can be seen, waited for."""
        def seen():
            return next((e for e in self.all(selector)
                         if e.is_displayed()), None)
        return self.until(seen, f"nothing to see: {selector}")

    def text(self, selector):
        return self.find(selector).text

    def shows(self, selector, words):
        self.until(lambda: any(words in e.text for e in self.all(selector)),
                   f"{selector} does not show: {words}")

    def gone(self, selector):
        self.until(lambda: not any(e.is_displayed()
                                   for e in self.all(selector)),
                   f"still there: {selector}")

    # --- doing

    def click(self, selector):
        self.find(selector).click()
        return self

    def choose(self, selector, value):
        """An option of a select, by its value."""
        self.find(f"{selector} option[value='{value}']")
        assert self.run("""
            const [box, value] = arguments;
            box.value = value;
            const took = box.value === value;
            box.dispatchEvent(new Event('change', {bubbles: true}));
            return took;""", self.find(selector), value)

    def type(self, selector, words):
        box = self.find(selector)
        box.clear()
        box.send_keys(words)

    def attach(self, selector, path):
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(
            str(path))

    def saved(self, folder):
        """The one file that was downloaded, complete."""
        def there():
            # Until it is complete it has another name, which may be hidden.
            names = list(folder.iterdir())
            return names[0] if len(names) == 1 and not (
                names[0].name.startswith(".")
                or names[0].suffix == ".crdownload") else None
        return self.until(there, "nothing was downloaded")

    def press(self, *keys):
        """Keys to whatever has the focus."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def tab_to(self, selector, steps=120):
        """The focus goes there by the Tab key alone."""
        for _ in range(steps):
            self.press(Keys.TAB)
            if self.run("return document.activeElement.matches("
                        "arguments[0])", selector):
                return self.focused()
        raise AssertionError(f"Tab does not lead to {selector}")

    def focused(self):
        return self.driver.switch_to.active_element

    # --- how it is shown

    def size(self, width, height):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1,
             "mobile": width < 600})

    def prefer(self, theme):
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [
                {"name": "prefers-color-scheme", "value": theme},
                {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def widths(self):
        """Of what there is, and of what can be seen."""
        return tuple(self.run(
            "const e = document.documentElement;"
            "return [e.scrollWidth, innerWidth]"))

    def shoot(self, name):
        """The whole page as a picture among the logs."""
        os.makedirs(SHOTS, exist_ok=True)
        width, height = self.run(
            "const e = document.documentElement;"
            "return [innerWidth, Math.max(e.scrollHeight, innerHeight)]")
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": min(height, 4000),
             "deviceScaleFactor": 1, "mobile": width < 600})
        path = os.path.join(SHOTS, name + ".png")
        assert self.driver.save_screenshot(path)
        self.size(width, PHONE[1] if width < 600 else WIDE[1])
        return path

    # --- what nobody looks at

    def allow(self, *statuses):
        """Replies that a test provokes; Chromium calls them errors."""
        self.allowed |= {str(status) for status in statuses}

    def complaints(self):
        """Of the console, without the replies that were provoked."""
        return [json.dumps(entry, ensure_ascii=False)
                for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")
                and not (LOADING in entry["message"] and any(
                    f"status of {status} " in entry["message"]
                    for status in self.allowed))]
