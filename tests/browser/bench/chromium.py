"""Headless Chromium that talks to nobody but the daemon."""
import os

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions",
         "--disable-dev-shm-usage", "--no-default-browser-check",
         "--no-proxy-server", "--hide-scrollbars",
         "--force-color-profile=srgb", "--window-size=1280,900",
         # A name that is not the daemon's address is not even looked up.
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
SECONDS = 60


def start(profile, downloads):
    """profile, downloads: fresh folders."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    options.add_argument("--lang=en-US")  # the page must not follow it
    options.add_experimental_option("prefs", {
        "download.default_directory": str(downloads),
        "download.prompt_for_download": False})
    options.set_capability("goog:loggingPrefs",
                           {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(
        service=Service("/usr/bin/chromedriver", log_path=os.devnull),
        options=options)
    driver.set_page_load_timeout(SECONDS)
    driver.set_script_timeout(SECONDS)
    return driver
