"""What tests read back from pictures: the places of boxes, and words however they are broken into lines."""

import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def unspaced(words: str) -> str:
    """The words without white space, as lines break them anywhere."""
    return "".join(words.split())


def boxes(svg: str) -> dict[str, tuple[float, float, float, float]]:
    """The boxes that have a name, by it: left, top, width and height."""
    found = {}
    for element in ET.fromstring(svg).iter(f"{SVG}g"):
        if name := element.get("data-name"):
            x, y = (float(v) for v in re.findall(r"[-0-9.]+", element.get("transform", "")))
            found[name] = (x, y, float(element.get("data-width", 0)), float(element.get("data-height", 0)))
    return found
