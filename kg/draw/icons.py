"""Small signs for kinds of actors, drawn in a square of 16 by 16."""

from collections.abc import Mapping

from kg.draw.markup import element

PATHS: Mapping[str, str] = {
    "person": "M8 8.2a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8ZM1.6 15c.3-3.6 2.9-5.6 6.4-5.6s6.1 2 6.4 5.6Z",
    "group": "M5.4 8a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM.4 14.4C.6 11.3 2.6 9.6 5.4 9.6s4.8 1.7 5 4.8Z"
    "M11.2 8.4a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0-.9.2 4.2 4.2 0 0 1-.3 4 2.3 2.3 0 0 0 1.2.4Z"
    "M11.9 14.4h3.7c-.2-2.8-1.9-4.3-4.3-4.3-.4 0-.8 0-1.1.1 1.1 1 1.7 2.4 1.7 4.2Z",
    "organization": "M8 .8 15 4.6V6H1V4.6ZM2.5 7.2h2.2v5H2.5ZM6.9 7.2h2.2v5H6.9ZM11.3 7.2h2.2v5h-2.2Z"
    "M1 13.4h14V15.2H1Z",
    "state": "M2.2 1h1.6v14.4H2.2ZM4.8 1.8c3-1.5 5.2 1.5 9.2 0v7.6c-4 1.5-6.2-1.5-9.2 0Z",
    "document": "M3 .8h6.6L13.4 4.6v10.6H3ZM9 1.8v3.4h3.4ZM5 7.4h6.4v1.2H5ZM5 10h6.4v1.2H5Z",
    "unknown": "M8 .8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 0 0 8 .8ZM7.2 10.8h1.6v1.6H7.2Z"
    "M5.4 6.2a2.6 2.6 0 1 1 3.4 2.5V9.8H7.2V7.6c1 0 1.7-.5 1.7-1.4a1 1 0 0 0-2 0Z",
    "unnamed": "M.6 5.2c4.8-1.6 10-1.6 14.8 0 .4 3.6-1.2 6.4-3.8 6.4-1.8 0-2.5-1.6-3.6-1.6s-1.8 1.6-3.6 1.6"
    "C1.8 11.6.2 8.8.6 5.2Z"
    "M3 7.4c.4 1.6 3 2 4 .4C5.8 6.6 4.2 6.5 3 7.4ZM13 7.4c-1.2-.9-2.8-.8-4 .4 1 1.6 3.6 1.2 4-.4Z",
}


def icon(name: str, colour: str) -> str:
    """The sign of that name; one that is not known is a question mark."""
    return element("path", d=PATHS.get(name, PATHS["unknown"]), fill=colour, fill_rule="evenodd")
