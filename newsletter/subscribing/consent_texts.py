"""What somebody agrees to, in full (GDPR, articles 7 and 13): shown before the button, and kept
with the consent as it was shown.
"""

from django.utils.translation import gettext as _

from newsletter.people import keeping


def consent_text() -> str:
    """The whole text in the active language, its paragraphs apart by an empty line."""
    days = {
        "unconfirmed": keeping.NOT_CONFIRMED.days,
        "ended": keeping.ENDED.days,
        "suspended": keeping.SUSPENDED.days,
        "issues": keeping.WHO_GOT_IT.days,
        "years": keeping.FORGOTTEN.days // 365,
    }
    return "\n\n".join(
        [
            _(
                "You agree that the City of Västerås keeps your e-mail address, your language, and "
                "the topics and the frequency that you have chosen, to send you the newsletter of "
                "Västerås international affairs. The City of Västerås is the controller; the "
                "legal ground is your consent (the EU's General Data Protection Regulation, "
                "article 6.1 a)."
            ),
            _(
                "We also keep when you agreed, and to which text, as proof. We do not ask who you "
                "are. There is no tracking: we do not see whether you open a mail or follow a "
                "link. Only those who run this site and deliver its mail on our behalf handle your "
                "address; nobody else gets it."
            ),
            _(
                "We keep this for as long as you subscribe, and which issues went to you for "
                "%(issues)s days. What is never confirmed is erased after %(unconfirmed)s days. "
                "When you have ended the subscription, all of it is erased after %(ended)s days; "
                "when mail to you keeps coming back, after %(suspended)s days. Of an erased "
                "address a checksum stays for %(years)s years, from which it cannot be read: it "
                "keeps an old list from bringing it back."
            )
            % days,
            _(
                "You can end the subscription whenever you like, by the link in each mail. On your "
                "own page, which each mail links to as well, you can change your choices, get a "
                "copy of what we keep about you, and have everything erased at once."
            ),
            _(
                "You have the right to see, correct and move what we keep, to have it erased or "
                "its use restricted: write to the City of Västerås or its data protection "
                "officer, see https://www.vasteras.se/. You can complain to the Swedish Authority "
                "for Privacy Protection, see https://www.imy.se/."
            ),
        ]
    )
