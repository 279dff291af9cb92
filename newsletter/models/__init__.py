"""The newsletter's pages, its subscribers, and what was sent to them."""

from newsletter.models.consent import Attempt, Consent, ConsentText, ForgottenAddress
from newsletter.models.mailing import Mailing, Recipient, TestSend
from newsletter.models.newsletter import NewsletterIndexPage, NewsletterIssuePage
from newsletter.models.subscriber import Subscriber, as_known

__all__ = [
    "Attempt",
    "Consent",
    "ConsentText",
    "ForgottenAddress",
    "Mailing",
    "NewsletterIndexPage",
    "NewsletterIssuePage",
    "Recipient",
    "Subscriber",
    "TestSend",
    "as_known",
]
