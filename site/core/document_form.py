from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import PROTECT
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.models import ReferenceIndex

from core.kept import why_kept_as_it_is
from core.unseen import refuse_unseen


class KeptFileForm(BaseDocumentForm):
    """The editor's form of a document: a file that something is decided on is not exchanged, and
    its title, which is Wagtail's own text, holds nothing unseen.

    Such a document is one that a reference protects from deletion (an annex, a decision's file).
    """

    def clean(self) -> dict[str, Any]:
        cleaned_data: dict[str, Any] = super().clean()
        refuse_unseen(self)
        return cleaned_data

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.instance.pk and "file" in self.changed_data:
            if why := why_kept_as_it_is(self.instance):
                raise ValidationError(why)
            references = ReferenceIndex.get_grouped_references_to(self.instance)
            if references.is_protected:
                holder = next(
                    holder
                    for holder, found in references
                    if any(reference.on_delete is PROTECT for reference in found)
                )
                raise ValidationError(
                    _(
                        "The file belongs to “%(title)s” and is kept as it is. Upload the new one "
                        "as a document of its own."
                    )
                    % {"title": holder}
                )
        return file
