"""What readers fill in: their address, and what they want of the newsletter."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import reading_language
from newsletter.models import Subscriber, as_known
from newsletter.models.subscriber import LONGEST_ADDRESS
from records.models import FocusArea


class WishesForm(forms.Form):
    """Language, topics and frequency; what is not sent is as the page is, and everything."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES, required=False
    )
    topics = forms.MultipleChoiceField(label=gettext_lazy("Topics"), required=False)
    frequency = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=Subscriber.Frequency, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics: Any = self.fields["topics"]
        # In the reader's alphabet.
        areas = FocusArea.objects.order_by(f"name_{reading_language()}")
        topics.choices = [(area.code, area.name) for area in areas]

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or reading_language()

    def clean_frequency(self) -> str:
        return self.cleaned_data["frequency"] or Subscriber.Frequency.EVERY

    def take_over(self, subscriber: Subscriber) -> None:
        """Writes the wishes to a subscriber's row."""
        subscriber.language = self.cleaned_data["language"]
        subscriber.frequency = self.cleaned_data["frequency"]
        subscriber.save(update_fields=["language", "frequency"])
        subscriber.topics.set(FocusArea.objects.filter(code__in=self.cleaned_data["topics"]))

    @classmethod
    def wishes_of(cls, subscriber: Subscriber) -> dict[str, Any]:
        """What the form begins with for a subscriber."""
        return {
            "language": subscriber.language,
            "frequency": subscriber.frequency,
            "topics": [topic.code for topic in subscriber.topics.all()],
        }


class SubscribeForm(WishesForm):
    """The same, and where it is sent to."""

    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_ADDRESS,
        error_messages={"required": gettext_lazy("Give your e-mail address.")},
    )
    field_order = ("email",)

    def clean_email(self) -> str:
        """The address as it is kept. Raises ValidationError."""
        told = self.cleaned_data["email"]
        if "@" in told and not told.rpartition("@")[0].isascii():
            raise ValidationError(
                _(
                    "What stands before @ may only have the letters a–z, numbers and signs like "
                    ". _ + -: most mail servers cannot deliver to other addresses."
                )
            )
        return as_known(told)
