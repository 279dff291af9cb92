from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from core.kept import why_kept_as_it_is


class KeptPictureForm(BaseImageForm):
    """The editor's form of a picture: the sizes of an exchanged file would go with it, and with
    them what mails that were sent show.
    """

    def clean_file(self) -> Any:
        is_exchanged = self.instance.pk and "file" in self.changed_data
        if is_exchanged and (why := why_kept_as_it_is(self.instance)):
            raise ValidationError(why)
        return self.cleaned_data["file"]
