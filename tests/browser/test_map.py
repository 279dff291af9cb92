"""The map of partners with the keyboard alone."""

from playwright.sync_api import Page

ACTIVE = """() => {
  const focused = document.activeElement.closest('.map__sign');
  if (!focused) return null;
  const ring = getComputedStyle(focused.querySelector('.map__target'));
  return {name: focused.getAttribute('aria-label'), stroke: ring.stroke, fill: ring.fill};
}"""


def test_every_sign_is_reached_by_tab_in_order_and_leads_on(page: Page) -> None:
    page.goto("/en/twin-towns/map/?lines=1")
    signs = page.locator(".map__sign")
    names = [sign.get_attribute("aria-label") for sign in signs.all()]
    assert len(names) == len(set(names)) >= 8
    # By name each is a link for assistive technology, and seen to be focused.
    for name in names:
        assert page.get_by_role("link", name=name, exact=True).count() == 1
    page.get_by_role("button", name="Show").focus()
    reached = []
    for _ in names:
        page.keyboard.press("Tab")
        focused = page.evaluate(ACTIVE)
        assert focused
        assert focused["stroke"] != "none"
        reached.append(focused["name"])
    assert reached == names
    countries = [name.split(", ")[1].split(" (")[0] for name in names if "places" not in name]
    assert countries == sorted(countries)
    several = next(name for name in names if "places" in name)
    page.get_by_role("link", name=several, exact=True).press("Enter")
    page.wait_for_url("**at=*#places")
    assert page.locator("#places section > ul > li").count() == 2
    page.get_by_role("link", name="Akureyri, Iceland (twin town)").press("Enter")
    page.wait_for_url("**/akureyri/")


def test_twice_as_large_letters_fit_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/vanorter/karta/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 1280
