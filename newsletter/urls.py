from django.urls import include, path
from django.utils.translation import pgettext_lazy

from newsletter.subscribing import confirm_views, own_views, subscribe_views, unsubscribe_views

one_readers = [
    path("", own_views.preferences, name="newsletter_preferences"),
    path(
        pgettext_lazy("address", "end/"),
        unsubscribe_views.unsubscribe,
        name="newsletter_unsubscribe",
    ),
    path(pgettext_lazy("address", "again/"), confirm_views.again, name="newsletter_again"),
    path(pgettext_lazy("address", "copy/"), own_views.copy, name="newsletter_copy"),
    path(pgettext_lazy("address", "erase/"), own_views.erase, name="newsletter_erase"),
]

urlpatterns = [
    # Translators: addresses, lower-case ASCII with a final slash.
    path(
        pgettext_lazy("address", "subscribe/"),
        subscribe_views.subscribe,
        name="newsletter_subscribe",
    ),
    path(
        pgettext_lazy("address", "subscribe/thanks/"),
        subscribe_views.thanks,
        name="newsletter_thanks",
    ),
    path(
        pgettext_lazy("address", "subscription/confirm/<str:token>/"),
        confirm_views.confirm,
        name="newsletter_confirm",
    ),
    path(
        pgettext_lazy("address", "subscription/erased/"),
        own_views.erased,
        name="newsletter_erased",
    ),
    path(pgettext_lazy("address", "subscription/<str:token>/"), include(one_readers)),
]
