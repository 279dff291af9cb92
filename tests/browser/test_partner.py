"""A partner's five questions, from the English home page by keyboard alone, in three steps each."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.editing import edit_public_page, press_in_footer, window_of

MOST_STEPS = 3
NAME = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return "";
  const label = focused.labels?.[0]?.innerText ?? focused.getAttribute("aria-label");
  return (label ?? focused.textContent).replace(/\\s+/g, " ").trim();
}"""


class Partner:
    """Somebody with a keyboard. A step is a link that is followed, or one use of a form."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0
        page.goto("/en/")

    def reach(self, name: str) -> None:
        """Presses Tab until the link or field has the focus; losing the focus is a failure."""
        seen = []
        while not seen or seen[-1] != name:
            self.page.keyboard.press("Tab")
            seen.append(self.page.evaluate(NAME))
            assert seen[-1], (name, seen)

    def follow(self, name: str) -> None:
        self.reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.steps += 1

    def choose(self, words: str, **choices: str) -> None:
        """Fills in the catalogue's form: words, and choices by their first letters."""
        self.reach("Words in title, short name, programme or partner")
        self.page.keyboard.type(words)
        for label, letters in choices.items():
            self.reach(label)
            self.page.keyboard.type(letters)
        self.page.keyboard.press("Enter")
        self.steps += 1

    def reads(self, *answer: str) -> None:
        assert self.steps <= MOST_STEPS
        for words in answer:
            expect(self.page.locator("main")).to_contain_text(words)


def test_who_is_responsible_for_parnu(page: Page) -> None:
    partner = Partner(page)
    partner.follow("Pärnu County")
    partner.reads("International Coordinator", "internationell.samordnare@example.org")


def test_which_interreg_projects_run_now_and_who_leads_them(page: Page) -> None:
    partner = Partner(page)
    partner.follow("Projects")
    partner.choose("interreg", Status="Run")
    page.wait_for_url("**/projects/?q=interreg&status=running")
    expect(page.get_by_role("status")).to_have_text("1 hit")
    # The focus is where it was: whoever wants to choose otherwise goes on from there.
    expect(page.get_by_label("Status")).to_be_focused()
    partner.reads(
        "The sustainable transition in dialogue with residents",
        "Interreg VI B Baltic Sea Region",
        "Lead partner: City of Västerås, Sweden",
        "Partners in: Estonia, Germany",
    )
    partner = Partner(page)
    partner.follow("Projects that run now")
    partner.reads("1 hit", "Lead partner: City of Västerås, Sweden")


def test_what_the_city_does_with_estonia(page: Page) -> None:
    partner = Partner(page)
    partner.follow("Country by country")
    partner.follow("Estonia")
    partner.reads(
        "Pärnu County",
        "Living harbour areas around the Baltic Sea",
        "Lead partner: Example Region, Estonia",
        "Online meetings with Pärnu County",
    )


def test_since_when_and_through_whom_in_a_network_and_whom_to_write_to(
    page: Page, chromium: Browser, server: str
) -> None:
    network = "European Network of Social Authorities (ENSA)"
    partner = Partner(page)
    partner.follow(network)
    # What nobody has noted is said to be so.
    partner.reads("Not noted here; the contact may know.")
    with window_of(chromium, server, "godkannare") as editor:
        edit_public_page(editor, "/natverk/european-network-of-social-authorities/")
        # Without the focus, which opens a calendar over the form's buttons.
        editor.locator("#id_starts_on").evaluate("field => { field.value = '2001-01-01' }")
        editor.locator("#id_precision").select_option("year")
        press_in_footer(editor, "Publicera")
        expect(editor.locator(".messages")).to_contain_text("publicerad")
    partner = Partner(page)
    partner.follow(network)
    facts = page.locator(".facts")
    expect(facts.locator(".fact", has_text="Since")).to_contain_text("2001")
    expect(facts.locator(".fact", has_text="Through")).to_contain_text(
        "Staff Office of the Social Services Committees"
    )
    partner.reads("Member", "International Coordinator", "internationell.samordnare@example.org")


def test_what_came_of_a_project(page: Page) -> None:
    partner = Partner(page)
    partner.follow("Projects")
    partner.follow("Living harbour areas around the Baltic Sea")
    partner.reads(
        "the partners produced a joint guide",
        "Guide to harbour areas (example)",
        "800,000 euros",
        "150,000 euros",
        "19% of the total budget",
    )
