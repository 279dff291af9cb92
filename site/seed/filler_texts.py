"""Titles and leads of filler news: made of word lists, different from page to page."""

import datetime as dt
from dataclasses import dataclass

# Pairs of Swedish and English.
WHO = [
    ("Elever från Västerås", "Pupils from Västerås"),
    ("En delegation från Kassel", "A delegation from Kassel"),
    ("Lärare från Lahti", "Teachers from Lahti"),
    ("Kommunens EU-nätverk", "The city’s EU network"),
    ("Unga från Randers", "Young people from Randers"),
    ("Stadsplanerare från Ålesund", "Planners from Ålesund"),
    ("Musiker från Akureyri", "Musicians from Akureyri"),
    ("Kommunstyrelsen", "The city executive board"),
    ("Socialtjänsten", "The social services"),
    ("Företagare från Pärnu", "Entrepreneurs from Pärnu"),
    ("Biblioteken", "The libraries"),
]
DOES = [
    ("utbyter erfarenheter om", "exchange experience of"),
    ("deltar i ett seminarium om", "take part in a seminar on"),
    ("söker medel för ett projekt om", "apply for a project on"),
    ("redovisar resultat om", "report results on"),
    ("inleder ett samarbete om", "begin to co-operate on"),
    ("ordnar en studieresa om", "arrange a study visit on"),
    ("planerar en konferens om", "plan a conference on"),
]
ABOUT = [
    ("språk i förskolan", "languages in pre-school"),
    ("hållbara transporter", "sustainable transport"),
    ("vatten och avlopp", "water and sewage"),
    ("ungas inflytande", "the influence of the young"),
    ("äldres hälsa", "the health of the elderly"),
    ("energisnåla hus", "houses that save energy"),
    ("arbete för nyanlända", "work for newcomers"),
    ("digital delaktighet", "digital inclusion"),
    ("levande stadskärnor", "lively town centres"),
    ("kultur utan gränser", "culture without borders"),
    ("praktik i Bryssel", "trainee places in Brussels"),
    ("trygga skolvägar", "safe ways to school"),
    ("regional utveckling", "regional development"),
]
WHEN = [
    ("Arbetet börjar i vår.", "Work begins in spring."),
    ("En rapport väntas till hösten.", "A report is expected in autumn."),
    ("Mötet är öppet för alla.", "The meeting is open to all."),
    ("Deltagarna träffas två gånger om året.", "The participants meet twice a year."),
    ("Kostnaden delas mellan parterna.", "The partners share the cost."),
]


@dataclass(frozen=True)
class Texts:
    """What a filler page says in one language."""

    slug: str
    title: str
    introduction: str


def texts(number: int) -> tuple[Texts, Texts]:
    """The page of that number in Swedish and English; the same at each run."""
    who, does = WHO[number % len(WHO)], DOES[number // 3 % len(DOES)]
    about, when = ABOUT[number * 5 % len(ABOUT)], WHEN[number // 7 % len(WHEN)]
    found = []
    for language, prefix in enumerate(PREFIXES):
        title = f"{who[language]} {does[language]} {about[language]}"
        found.append(Texts(f"{prefix}{number}", title, f"{title}. {when[language]}"))
    return found[0], found[1]


# Filler is recognised by its address, in both languages.
PREFIXES = ("utfyllnad-", "filler-")
NEWEST = dt.date(2026, 1, 1)


def day(number: int) -> dt.date:
    """Older with each number, so that the demo's own news stay first."""
    return NEWEST - dt.timedelta(days=400 + number // 4)
