"""The addresses of the site. Swedish has no prefix, English stands under `/en/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from bilingual.bundle_screens import preview, preview_page
from config import api
from config.api_docs import api_docs
from core.health import health_live, health_ready, security_txt
from networks import urls as networks_urls
from newsletter import urls as newsletter_urls
from records import urls as records_urls
from search import urls as search_urls
from search.robots import robots
from search.sitemap import sitemap

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/data/v1/", api.api.urls),
    path("api/data/v1", RedirectView.as_view(url="/api/data/v1/")),
    path("api/openapi.json", require_safe(api.openapi), name="openapi"),
    re_path("^api/(?!docs$)", api.no_such_address),
    path("sitemap.xml", require_safe(sitemap), name="sitemap"),
    path("robots.txt", require_safe(robots), name="robots"),
    path(".well-known/security.txt", require_safe(security_txt), name="security_txt"),
    path("preview/<str:token>/", require_safe(preview), name="bundle_preview"),
    path(
        "preview/<str:token>/<int:page_id>/",
        require_safe(preview_page),
        name="bundle_preview_page",
    ),
    path("health/live", require_safe(health_live), name="health_live"),
    path("health/ready", require_safe(health_ready), name="health_ready"),
]

if settings.EMAIL_SERVICE and settings.ANYMAIL.get("WEBHOOK_SECRET"):
    # Where the e-mail service reports what came back; without a secret anybody could.
    urlpatterns += [path("anymail/", include("newsletter.people.returned.webhooks"))]

if settings.SERVE_MEDIA:
    urlpatterns += [
        re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    ]

urlpatterns += i18n_patterns(
    path("api/docs", require_safe(api_docs), name="api_docs"),
    path("", include(search_urls)),
    path("", include(records_urls)),
    path("", include(networks_urls)),
    path("", include(newsletter_urls)),
    # A page's own files; Wagtail itself serves only addresses that end with a slash.
    re_path(
        r"^((?:[\w\-]+/)+[\w\-]+\.(?:atom|csv|docx|html|ics|json|pdf|xlsx|zip))$",
        serve_page,
        name="page_file",
    ),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "core.errors.bad_request"
handler404 = "core.errors.page_not_found"
handler500 = "core.errors.server_error"
