"""Opens a worksheet in headless Chromium as a learner would, and prints what was seen as JSON.

Keyboard alone, a phone's width, and print to PDF; with a third path, pictures are left there.
"""
import base64
import io
import json
import os
import sys
import tempfile

from chromium import browser, phone, traffic
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


def by_keyboard(driver: webdriver.Chrome) -> dict:
    """Answers the whole sheet by Tab, arrows, Space and letters, then opens the first key."""
    reached, typed = [], 0
    steps = len(driver.find_elements(By.CSS_SELECTOR, "a, input, textarea")) + 5
    for _ in range(steps):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        element = driver.switch_to.active_element
        kind = element.get_attribute("type") or element.tag_name
        if element.tag_name == "body" or (element.id in reached):
            break
        reached.append(element.id)
        if kind in ("text", "textarea"):
            ActionChains(driver).send_keys("1").perform()
            typed += element.get_attribute("value") == "1"
        elif kind == "radio":
            ActionChains(driver).send_keys(Keys.SPACE).send_keys(Keys.ARROW_DOWN).perform()
        elif kind == "checkbox":
            ActionChains(driver).send_keys(Keys.SPACE).perform()
    script = """
      const groups = {};
      for (const r of document.querySelectorAll('input[type=radio]'))
        groups[r.name] = (groups[r.name] || 0) + (r.checked ? 1 : 0);
      const keys = [...document.querySelectorAll('.key')];
      return {
        radios: Object.values(groups),
        boxes: [...document.querySelectorAll('input[type=checkbox]')].map(b => b.checked),
        texts: [...document.querySelectorAll('input[type=text], textarea')].filter(t => t.value !== '1').length,
        keys: keys.map(k => getComputedStyle(k).display !== 'none'),
      };
    """
    return {"reached": len(reached), "typed": typed, **driver.execute_script(script)}


def main(page: str, pictures: str | None) -> None:
    with tempfile.TemporaryDirectory() as profile:
        driver = browser(profile)
        driver.get("file://" + os.path.abspath(page))
        hidden = driver.execute_script(
            "return [...document.querySelectorAll('.key')].every(k => getComputedStyle(k).display === 'none')"
        )
        seen = {"keys_hidden_at_first": hidden}
        pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
        seen["pages"] = [p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages]
        if pictures:
            driver.save_screenshot(os.path.join(pictures, "worksheet.png"))
            with open(os.path.join(pictures, "worksheet.pdf"), "wb") as file:
                file.write(pdf)
        seen["keyboard"] = by_keyboard(driver)
        seen["phone"] = phone(driver)
        if pictures:
            driver.save_screenshot(os.path.join(pictures, "worksheet-phone.png"))
        seen.update(traffic(driver))
        driver.quit()
        print(json.dumps(seen))


main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
