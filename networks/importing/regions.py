"""What the regions of a file are called: by the file, else as the projects on record have them."""

from django.db.models import F

from networks.importing.found import FoundProject
from networks.models import ProjectLocation, ProjectPage


class Regions:
    """The names of NUTS regions on record, by code. One query."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        named = ProjectLocation.objects.exclude(name="").exclude(name=F("nuts"))
        for nuts, name in named.order_by("pk").values_list("nuts", "name"):
            self._known.setdefault(nuts, name)

    def resolve(self, project: FoundProject, page: ProjectPage) -> None:
        """Names those that the file has by their code alone; what the page has stays as it is."""
        own = {row.nuts: row.name for row in page.locations.all()}
        for nuts, name in project.locations.items():
            project.locations[nuts] = name or own.get(nuts, self._known.get(nuts, ""))
