"""Whether words tell of a woman or a man: titles, nouns, and the first names of `ontology/first_names.csv`."""

from functools import cache

from kg.tables import rows

FEMALE = frozenset(
    "mrs ms miss madam lady spokeswoman congresswoman chairwoman businesswoman policewoman councilwoman actress queen "
    "princess duchess mother wife daughter sister widow baroness woman girl aunt niece grandmother".split()
)
MALE = frozenset(
    "mr sir lord spokesman congressman chairman businessman policeman councilman actor king prince duke father husband "
    "son brother widower baron man boy uncle nephew grandfather".split()
)


def by_words(words: list[str]) -> bool | None:
    """Whether titles and nouns tell of a woman, or None where they tell nothing or contradict each other.

    >>> by_words(["Mrs."]), by_words(["her", "Brother"]), by_words(["senator"])
    (True, False, None)
    """
    told = {word in FEMALE for text in words if (word := text.casefold().rstrip(".")) in FEMALE | MALE}
    return next(iter(told)) if len(told) == 1 else None


def by_first_name(name: str) -> bool | None:
    """Whether a person's name begins with a woman's first name; of lone names only women's tell, others are surnames.

    >>> by_first_name("Maria Alvarez"), by_first_name("John Q. Public"), by_first_name("Martin")
    (True, False, None)
    """
    first, _, rest = name.casefold().partition(" ")
    female = first_names().get(first)
    return female if rest or female else None


@cache
def first_names() -> dict[str, bool]:
    """Whether a first name is a woman's; names of both sexes are left out of the table."""
    return {name: row["sex"] == "female" for row in rows("first_names") for name in row["names"].split()}
