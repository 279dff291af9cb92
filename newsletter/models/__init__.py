"""The newsletter and its issues."""

from newsletter.models.newsletter import NewsletterIndexPage, NewsletterIssuePage

__all__ = ["NewsletterIndexPage", "NewsletterIssuePage"]
