from typing import Any, ClassVar

from django.urls import reverse


class Addressed:
    """A record with a public page of its own, which lists the pages that name it."""

    # The name of the page's address; that of the list of all such records has “_index” behind it.
    address_name: ClassVar[str]
    code: Any

    @property
    def page_title(self) -> str:
        """What its page is called, in the reader's language."""
        return str(self)

    def get_absolute_url(self) -> str:
        """The page's address in the reader's language."""
        return reverse(self.address_name, args=[self.code])
