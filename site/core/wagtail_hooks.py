from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from core import kept_files  # noqa: F401 – its hooks


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """What our own forms need beside Wagtail's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
