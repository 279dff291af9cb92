from typing import Any, ClassVar

from django.urls import reverse


class Addressed:
    """A record with a public page of its own, which lists the pages that name it."""

    # The name of the page's address; that of the list of all such records has “_index” behind it.
    address_name: ClassVar[str]
    # The column that is its last part.
    code_field: ClassVar[str] = "code"
    code: Any

    @classmethod
    def public(cls) -> Any:
        """Those that have a page: a queryset."""
        return cls.objects.all()  # type: ignore[attr-defined]

    @property
    def page_title(self) -> str:
        """What its page is called, in the reader's language."""
        return str(self)

    def get_absolute_url(self) -> str:
        """The page's address in the reader's language."""
        return reverse(self.address_name, args=[self.code])
