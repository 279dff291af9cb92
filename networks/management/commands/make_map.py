import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from networks.maps.derivation import LAYERS, as_file, shapes_of
from networks.maps.views import DATA, VIEWS


class Command(BaseCommand):
    help = (
        "Derives the map's land and borders from Natural Earth (see networks/maps/data/README.md)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where Natural Earth's GeoJSON files lie")
        parser.add_argument("--to", type=Path, default=DATA, help="where the map's files go")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, to = options["folder"], options["to"]
        for view in VIEWS.values():
            layers = {name: self._read(folder / f"ne_{view.scale}m_{name}") for name in LAYERS}
            try:
                text = as_file(shapes_of(view, layers))
                to.mkdir(parents=True, exist_ok=True)
                (to / f"{view.name}.json").write_text(text)
            except (KeyError, TypeError, ValueError, OSError) as error:
                raise CommandError(f"{view.name}: {error!r}", returncode=2) from error
            self.stdout.write(f"{view.name}: {len(text)} bytes in {to / view.name}.json")

    def _read(self, path: Path) -> dict[str, Any]:
        """The layer, under either of the endings that it is published with."""
        for ending in (".geojson", ".json"):
            file = path.with_name(path.name + ending)
            if file.is_file():
                try:
                    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
                except ValueError as error:
                    raise CommandError(f"{file} is no GeoJSON: {error}", returncode=2) from error
                return found
        raise CommandError(f"There is no {path.name}.geojson in {path.parent}.", returncode=2)
