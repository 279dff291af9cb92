"""The words of a mail, with the places where each reader has addresses of their own."""

import hashlib
from dataclasses import dataclass, replace

# Addresses that nobody can have (RFC 2606), so that an unfilled one leads nowhere.
UNSUBSCRIBE = "https://unsubscribe.newsletter.invalid/"
PREFERENCES = "https://preferences.newsletter.invalid/"
PLACES = (UNSUBSCRIBE, PREFERENCES)


@dataclass(frozen=True)
class IssueMail:
    """What a mail of an issue says, in the language of the issue's page."""

    language: str
    subject: str
    preview: str
    html: str
    text: str

    @property
    def kilobytes(self) -> int:
        """The size of the HTML in thousands of bytes, begun ones counted whole."""
        return -(-len(self.html.encode()) // 1000)

    @property
    def digest(self) -> str:
        """The same for two mails that say the same to everyone."""
        said = "\0".join((self.language, self.subject, self.preview, self.html, self.text))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def has_places(self) -> bool:
        """Whether everyone who gets it can end it, in either part."""
        return all(UNSUBSCRIBE in part for part in (self.html, self.text))


def filled(mail: IssueMail, unsubscribe: str, preferences: str) -> IssueMail:
    """The mail for one reader, by their own addresses."""
    own = ((UNSUBSCRIBE, unsubscribe), (PREFERENCES, preferences))
    html, text = mail.html, mail.text
    for place, address in own:
        # Signed addresses have no character that HTML writes otherwise.
        html, text = html.replace(place, address), text.replace(place, address)
    return replace(mail, html=html, text=text)


def for_nobody(mail: IssueMail, newsletter: str) -> IssueMail:
    """The mail as it is looked at: its places lead to the newsletter's own page."""
    return filled(mail, newsletter, newsletter)
