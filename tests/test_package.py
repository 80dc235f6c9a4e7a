"""Tests of what is installed: the public names, and a wheel with everything in it and nothing else."""

import configparser
import inspect
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kg
from conftest import ROOT, article

FOLDERS = ("ontology", "shapes", "seeds")
MEGABYTE = 1_000_000


@pytest.mark.parametrize("name", kg.__all__)
def test_public_names_are_documented(name: str) -> None:
    assert inspect.getdoc(getattr(kg, name))
    assert name in dir(kg)


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = kg.nonsense
    assert list(kg.__all__) == sorted(kg.__all__)
    assert sorted(name for names in kg.PLACES.values() for name in names) == kg.__all__


def test_importing_the_package_is_light() -> None:
    code = "import kg, sys; print([m for m in sys.modules if m.split('.')[0] in ('kg', 'rdflib', 'click')])"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True).strip() == "['kg']"


def wanted() -> set[str]:
    """The files that belong into the wheel."""
    folders = [(ROOT / "kg", Path("kg")), *((ROOT / name, Path("kg") / name) for name in FOLDERS)]
    return {
        str(inside / file.relative_to(folder))
        for folder, inside in folders
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from a copy so that nothing is left in the checkout."""
    copy = tmp_path_factory.mktemp("copy") / "kg"
    left_out = shutil.ignore_patterns("build", "dist", ".*", "*.egg-info", "__pycache__", "*-store", "shared")
    shutil.copytree(ROOT, copy, ignore=left_out)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        "..",
        ".",
    ]
    subprocess.run(command, cwd=copy, check=True)
    return next(copy.parent.glob("*.whl"))


def test_the_wheel_has_everything_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert names == wanted()
        licences = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
        assert b"Apache License" in archive.read(licences[0])


def test_the_models_are_small_and_have_cards(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        models = [info for info in archive.infolist() if info.filename.startswith("kg/models/")]
        assert sum(info.compress_size for info in models) < 45 * MEGABYTE
        folders = {info.filename.split("/")[2] for info in models}
        assert {f"kg/models/{folder}/README.md" for folder in folders} <= set(archive.namelist())


def test_the_wheel_works_anywhere(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    (tmp_path / "article.txt").write_text(article(1), encoding="utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    for words in (["build", "article.txt"], ["validate"], ["query", "claims-by-speaker"], ["chain", "ferry"]):
        command = [sys.executable, "-m", "kg", *words]
        done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    told = subprocess.check_output(
        [sys.executable, "-c", "import kg; print(kg.__file__)"], cwd=tmp_path, env=surroundings
    )
    assert str(tmp_path / "installed") in told.decode()


def test_every_package_is_named() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "kg").rglob("__init__.py")}
    assert set(setup["options"]["packages"].split()) == found | {f"kg.{name}" for name in FOLDERS}
    assert all(">=" in line for line in setup["options"]["install_requires"].strip().splitlines())
