"""Opens a report in headless Chromium as its reader would, and prints what was seen as JSON.

By keyboard, on a phone, in light and dark, printed to PDF; with a second path, pictures are left there.
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
from selenium.webdriver.common.keys import Keys

# The least contrast of each text with what it stands on, as WCAG 2 counts it.
CONTRAST = """
  const lum = ([r, g, b]) => {
    const f = [r, g, b].map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2];
  };
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  let least = 99;
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || e.tagName === 'title') continue;
    const style = getComputedStyle(e);
    const [a, b] = [lum(parse(e instanceof SVGElement ? style.fill : style.color)), lum(ground(e))];
    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return least;
"""

# Pictures that are neither described nor beside the numbers that they show.
MUTE = """
  const beside = svg => svg.closest('tr, figure[aria-label], li');
  return [...document.querySelectorAll('svg')].filter(svg =>
    svg.getAttribute('aria-hidden') ? !beside(svg) : !(svg.getAttribute('role') === 'img' && svg.getAttribute('aria-label'))
  ).length;
"""


def scheme(driver: webdriver.Chrome, name: str) -> dict:
    media = {"features": [{"name": "prefers-color-scheme", "value": name}]}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    ground = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    return {"ground": ground, "contrast": driver.execute_script(CONTRAST)}


def by_keyboard(driver: webdriver.Chrome) -> dict:
    """Walks the page by Tab, opens what is folded by Enter."""
    wanted = len(driver.find_elements("css selector", "a, summary, [tabindex]"))
    reached = set()
    for _ in range(3 * wanted):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        element = driver.switch_to.active_element
        if element.tag_name == "body" or element.id in reached:
            break
        reached.add(element.id)
        if element.tag_name == "summary":
            ActionChains(driver).send_keys(Keys.ENTER).perform()
    folded = driver.execute_script("return [...document.querySelectorAll('details')].map(d => d.open)")
    # What was unfolded brings regions of its own, which were walked through too.
    return {"wanted": wanted, "reached": len(reached), "opened": folded}


def printed(driver: webdriver.Chrome) -> tuple[str, bytes]:
    """Returns the text of the printed page, and the PDF."""
    pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    return "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages), pdf


def main(page: str, pictures: str | None) -> None:
    with tempfile.TemporaryDirectory() as profile:
        driver = browser(profile)
        driver.get("file://" + os.path.abspath(page))
        seen = {"light": scheme(driver, "light"), "dark": scheme(driver, "dark"), "mute": driver.execute_script(MUTE)}
        seen["text"] = driver.find_element("tag name", "body").text
        seen["scripts"] = driver.execute_script("return document.querySelectorAll('script, iframe, img, link, [style]').length")
        seen["paper"], pdf = printed(driver)
        seen["keyboard"] = by_keyboard(driver)
        seen["paper_unfolded"], _ = printed(driver)
        seen["phone"] = phone(driver)
        if pictures:
            driver.save_screenshot(os.path.join(pictures, "report-phone.png"))
            with open(os.path.join(pictures, "report.pdf"), "wb") as file:
                file.write(pdf)
        seen.update(traffic(driver))
        driver.quit()
        print(json.dumps(seen))


main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
