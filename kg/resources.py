"""Where the program's own data stand: in the installed package, or at the top of a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Path of a data file or folder, such as `resource("ontology", "kg.ttl")`.

    In a wheel `ontology/`, `shapes/` and `seeds/` lie inside the package; in a checkout beside it.
    """
    inside = PACKAGE.joinpath(*parts)
    return inside if inside.exists() else PACKAGE.parent.joinpath(*parts)
