"""The archive package: complete, the same bytes each time, verified without the site."""

import datetime as dt
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from core.bags import bag
from core.zips import zip_of
from policy.models import SealedReport
from policy.report_files import report_bytes
from policy.report_reading import read

pytestmark = pytest.mark.any_database

FOLDER = "kvartalsrapport-2006-1-version-1/"
SCRIPT = Path(settings.SITE) / "core" / "verify_archive.py"
Files = dict[str, bytes]


def opened(package: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def verify(path: Path, script: Path = SCRIPT) -> tuple[int, str]:
    # -I: alone, without the site on its path.
    done = subprocess.run(
        [sys.executable, "-I", str(script), str(path)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def package(sealed: SealedReport) -> bytes:
    return report_bytes(read(sealed, "sv"), "zip")


def test_the_package_holds_the_report_in_all_forms(package: bytes, sealed: SealedReport) -> None:
    files = {name.removeprefix(FOLDER): content for name, content in opened(package).items()}
    reports = {
        f"data/report_{code}.{kind}"
        for code in ("sv", "en")
        for kind in ("html", "pdf", "docx", "csv")
    }
    assert set(files) == reports | {
        "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "verify.py",
        "data/report.json", "data/metadata.json",
    }  # fmt: skip
    # The very file that readers download.
    word = Client().get(f"{sealed.report.url}rapport.docx")
    assert files["data/report_sv.docx"] == word.content
    assert hashlib.sha256(files["data/report.json"]).hexdigest() == sealed.sha256
    told = json.loads(files["data/metadata.json"])
    assert told["dc:identifier"] == f"sha256:{sealed.sha256}"
    assert told["dc:title"]["sv"] == sealed.report.title
    assert told["dc:contributor"][0]["name"] == json.loads(sealed.content)["approved_by"]
    assert told["dc:source"]["sv"] == f"{sealed.report.full_url}?version=1"
    assert told["version"] == 1
    for code in ("sv", "en"):
        soup = BeautifulSoup(files[f"data/report_{code}.html"], "html.parser")
        assert soup.html is not None
        assert soup.html["lang"] == code
        assert not soup.select("script, link, iframe, object, img:not([src^='data:'])")
        assert all(str(link["href"]).startswith("http") for link in soup.select("a[href]"))
        assert "url(" not in str(soup.style)


def test_the_package_is_the_same_in_both_languages_and_each_time(sealed: SealedReport) -> None:
    made = {report_bytes(read(sealed, code), "zip") for code in ("sv", "en", "sv")}
    assert len(made) == 1
    (one,) = made
    assert Client().get(f"{sealed.report.url}arkiv.zip").content == one


def test_the_package_is_verified_packed_and_unpacked(package: bytes, tmp_path: Path) -> None:
    packed = tmp_path / "package.zip"
    packed.write_bytes(package)
    assert verify(packed)[0] == 0
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    assert verify(tmp_path / FOLDER)[0] == 0
    own = tmp_path / FOLDER / "verify.py"
    assert own.read_bytes() == SCRIPT.read_bytes()
    done = subprocess.run([sys.executable, "-I", str(own)], capture_output=True, check=False)
    assert done.returncode == 0


def changed(name: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        files[FOLDER + name] = files[FOLDER + name].replace(b"a", b"e", 1)

    return change


def without(name: str) -> Callable[[Files], None]:
    return lambda files: files.pop(FOLDER + name) and None


def with_more(name: str) -> Callable[[Files], None]:
    return lambda files: files.update({name: b"?"})


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (changed("data/report.json"), "differs: data/report.json"),
        (changed("data/report_sv.html"), "differs: data/report_sv.html"),
        (changed("data/metadata.json"), "differs: data/metadata.json"),
        (changed("bag-info.txt"), "differs: bag-info.txt"),
        (changed("manifest-sha256.txt"), "differs: manifest-sha256.txt"),
        (without("data/report_en.pdf"), "missing: data/report_en.pdf"),
        (without("manifest-sha256.txt"), "missing: manifest-sha256.txt"),
        (with_more(FOLDER + "data/extra.txt"), "added: data/extra.txt"),
        (with_more("outside.txt"), "added: ../outside.txt"),
    ],
)
def test_a_tampered_package_is_told_by_the_file(
    tmp_path: Path, tamper: Callable[[Files], None], told: str
) -> None:
    payload = dict.fromkeys(
        ("report.json", "report_sv.html", "metadata.json", "report_en.pdf"), b"a word"
    )
    made = bag(
        FOLDER.rstrip("/"), payload, {"Source-Organization": "Västerås"}, dt.date(2006, 4, 1)
    )
    files = opened(made)
    tamper(files)
    path = tmp_path / "package.zip"
    path.write_bytes(zip_of(files.items(), dt.date(2006, 4, 1)))
    code, said = verify(path)
    assert code == 1
    assert told in said.splitlines()


def test_another_report_with_manifests_of_its_own_is_told(tmp_path: Path) -> None:
    payload = {"report.json": b"what was approved"}
    identifier = hashlib.sha256(payload["report.json"]).hexdigest()
    info = {"External-Identifier": f"sha256:{identifier}"}
    path = tmp_path / "package.zip"
    path.write_bytes(bag("package", payload, info, dt.date(2006, 4, 1)))
    code, said = verify(path)
    assert (code, identifier in said) == (0, True)
    path.write_bytes(bag("package", {"report.json": b"other"}, info, dt.date(2006, 4, 1)))
    assert verify(path) == (1, "differs from what bag-info.txt names: data/report.json\n")


def test_what_is_no_package_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no zip")
    for path in (tmp_path / "empty", tmp_path / "text.zip", tmp_path / "nowhere"):
        code, said = verify(path)
        assert code == 2
        assert "no package" in said
        assert "Traceback" not in said
