"""Where the program's own data stand: in the installed package, or at the top of a checkout; and the user's instead."""

import os
from functools import cache
from pathlib import Path

from kg.errors import TableError

PACKAGE = Path(__file__).parent
OWN_ONTOLOGY = "KG_ONTOLOGY"
"""The environment variable that names a folder of the user's, whose files stand for those of the same name."""


def resource(*parts: str) -> Path:
    """Path of a data file or folder, such as `resource("ontology", "kg.ttl")`.

    In a wheel `ontology/`, `shapes/` and `seeds/` lie inside the package; in a checkout beside it. A file of
    `ontology/` that is also in the user's folder is taken from there.
    """
    own = own_ontology()
    if own and parts[0] == "ontology" and len(parts) > 1 and (file := own.joinpath(*parts[1:])).exists():
        return file
    return _shipped(*parts)


def own_ontology() -> Path | None:
    """The folder that `KG_ONTOLOGY` names, if it is set.

    Raises TableError if there is no such folder, or a file in it stands for none of the program's.
    """
    folder = os.environ.get(OWN_ONTOLOGY)
    return _checked(folder) if folder else None


@cache
def _checked(folder: str) -> Path:
    own = Path(folder)
    if not own.is_dir():
        raise TableError(f"{own}: no such folder; {OWN_ONTOLOGY} names a folder of tables that replace the program's")
    known = {path.name for path in _shipped("ontology").iterdir() if path.suffix in (".csv", ".ttl")}
    for path in sorted(own.iterdir()):
        if path.suffix in (".csv", ".ttl") and path.name not in known:
            raise TableError(f"{path}: the program has no table of this name; use one of {', '.join(sorted(known))}")
    return own


def _shipped(*parts: str) -> Path:
    inside = PACKAGE.joinpath(*parts)
    return inside if inside.exists() else PACKAGE.parent.joinpath(*parts)
