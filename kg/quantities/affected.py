"""Whether a number counts people killed, injured or missing, told by the words around it and by the tree.

Reads words and tags first and trees second, so that a weak or other parse gives an answer, or none at all.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Sentence, Token
from kg.tables import rows

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
OBJECT = frozenset({"obj", "dobj"})
NOMINAL = frozenset({"nmod", "obl", "pobj"})
DETERMINERS = frozenset({"the", "its", "their", "his", "her", "those", "these", "our", "all", "my"})
PERSON_ENDINGS = ("ers", "ors", "ists", "ians", "ees", "ants", "men", "eans", "folk")


@dataclass(frozen=True)
class Place:
    """Where a number stands: its tokens, the first token of its qualifier, and its sentence."""

    tokens: tuple[Token, ...]
    sentence: Sentence
    start: int
    first: int
    last: int
    one: bool = False


def part_of_total(at: Place) -> bool:
    """Whether the number is the total of which others are a part: the 23 of "19 of the 23 people"."""
    number = at.start - 1
    while number > at.sentence.first and at.tokens[number].text.lower() in DETERMINERS:
        number -= 1
    if number <= at.sentence.first or at.tokens[number].text.lower() != "of":
        return False
    part = at.tokens[number - 1]
    return part.pos == "NUM" or part.lemma.lower() in (
        "none",
        "some",
        "any",
        "most",
        "many",
        "all",
        "half",
        "one",
        "few",
    )


def state(at: Place, noun: int | None) -> str | None:
    """Killed, injured or missing, when the number counts people so affected; two of them are casualties."""
    if noun is not None and not _may_be_persons(at.tokens[noun]):
        return state_of_noun(at.tokens[noun])
    found = (
        _by_noun(at, noun)
        or _by_words_after(at, noun)
        or _by_verb_before(at, noun)
        or _by_tree(at, noun)
        or _by_auxiliary(at, noun)
    )
    if found == "missing" and noun is not None and not _persons(at.tokens[noun]):
        return None
    return found


def state_of_noun(token: Token) -> str | None:
    """The state that a noun counts by itself: "deaths", "injuries"."""
    return kinds("noun").get(token.lemma.lower()) or kinds("noun").get(token.text.lower())


def _by_noun(at: Place, noun: int | None) -> str | None:
    """From the noun itself ("deaths") or a word before it ("injured soldiers")."""
    if noun is None:
        return None
    own = state_of_noun(at.tokens[noun]) or kinds("word").get(at.tokens[noun].text.lower())
    return own or next((s for t in at.tokens[at.last : noun] if (s := kinds("word").get(t.text.lower()))), None)


def _by_words_after(at: Place, noun: int | None) -> str | None:
    """From what follows: "soldiers were killed", "12 feared dead", "Four remained unaccounted for"."""
    number = at.last if noun is None else noun + 1
    verbs = 0
    while number < at.sentence.last and _links(at.tokens[number]) and verbs < 6:
        if at.tokens[number].text.lower() in ("not", "n't", "n’t"):
            return None
        number, verbs = number + 1, verbs + 1
    if number >= at.sentence.last:
        return None
    token = at.tokens[number]
    found = kinds("word").get(token.text.lower()) or _intransitive(token)
    if found is None or _has_object(at, number, verbs):
        return None
    return _joint(at, number, found)


def _links(token: Token) -> bool:
    if token.pos == "ADV" and token.lemma.lower() not in ("so", "too"):
        return True
    return token.lemma.lower() in words("link") or token.text.lower() in words("link") or token.pos == "AUX"


def _intransitive(token: Token) -> str | None:
    return kinds("intransitive").get(token.lemma.lower()) if token.pos == "VERB" else None


def _has_object(at: Place, verb: int, links: int) -> bool:
    """Whether a form such as "killed" is active: what follows it at once is whom it affects."""
    token, follower = at.tokens[verb], at.tokens[min(verb + 1, at.sentence.last - 1)]
    passive = any(t.lemma.lower() in ("be", "get", "leave", "report", "fear") for t in at.tokens[verb - links : verb])
    if passive or token.pos == "ADJ" or verb + 1 >= at.sentence.last:
        return False
    if follower.lemma.lower() in (
        "and",
        "or",
        "in",
        "by",
        "when",
        "while",
        "after",
        "since",
        "at",
        "on",
        "for",
    ):
        return False
    child_object = any(t.dep in OBJECT and t.head == verb for t in at.tokens[at.sentence.first : at.sentence.last])
    return child_object or (
        follower.pos in {"DET", "NUM", "PRON", "NOUN", "PROPN", "ADJ"}
        and follower.text.lower() not in words("calendar")
    )


def _joint(at: Place, number: int, found: str) -> str:
    """Killed, or casualties for "killed or wounded"."""
    following = [token.text.lower() for token in at.tokens[number + 1 : min(number + 3, at.sentence.last)]]
    if len(following) == 2 and following[0] in ("and", "or"):
        other = kinds("word").get(following[1])
        return "casualties" if other and other != found else found
    return found


def _by_verb_before(at: Place, noun: int | None) -> str | None:
    """From a verb right before: "killing 12", "wounded at least 30", "claimed 12 lives", "deaths of 12"."""
    number = at.start - 1
    if number < at.sentence.first:
        return None
    token = at.tokens[number]
    if noun is not None and at.tokens[noun].text.lower() == "lives" and _takes_lives(token):
        return "killed"
    if token.text.lower() in ("of", "to") and number > at.sentence.first:
        return state_of_noun(at.tokens[number - 1]) or _lives_of(at, number - 1)
    found = kinds("verb").get(token.lemma.lower()) if token.pos in ("VERB", "AUX") else None
    return found and _joint_before(at, number, found)


def _takes_lives(token: Token) -> bool:
    return token.lemma.lower() in words("takes lives")


def _lives_of(at: Place, number: int) -> str | None:
    """Killed, in "cost the lives of 12 miners"."""
    before = at.tokens[max(at.sentence.first, number - 2) : number]
    lives = at.tokens[number].text.lower() == "lives" and any(map(_takes_lives, before))
    return "killed" if lives else None


def _joint_before(at: Place, number: int, found: str) -> str:
    before = at.tokens[max(at.sentence.first, number - 2) : number]
    if len(before) == 2 and before[1].text.lower() in ("and", "or"):
        other = kinds("verb").get(before[0].lemma.lower())
        return "casualties" if other and other != found else found
    return found


def _by_tree(at: Place, noun: int | None) -> str | None:
    """From the verb that the counted noun depends on, or a participle that depends on it."""
    number = at.last - 1 if noun is None else noun
    token, head = at.tokens[number], at.tokens[at.tokens[number].head]
    if token.head == number or not at.sentence.first <= token.head < at.sentence.last:
        return _by_participle(at, number)
    lemma, word = head.lemma.lower(), head.text.lower()
    if token.dep in SUBJECT and _affirmed(at, token.head):
        found = kinds("word").get(word) or kinds("intransitive").get(lemma)
        if found and not _active(at, token.head):
            return found
        return _by_complement(at, token.head)
    if token.dep in OBJECT and _affirmed(at, token.head):
        return kinds("verb").get(lemma)
    if token.dep in NOMINAL and any(
        t.head == number and t.text.lower() in ("of", "among") for t in at.tokens[at.sentence.first : number]
    ):
        return state_of_noun(head)
    return _by_participle(at, number)


def _affirmed(at: Place, verb: int) -> bool:
    return not any(
        t.head == verb and t.lemma.lower() in ("not", "never", "no")
        for t in at.tokens[at.sentence.first : at.sentence.last]
    )


def _active(at: Place, verb: int) -> bool:
    return any(t.head == verb and t.dep in OBJECT for t in at.tokens[at.sentence.first : at.sentence.last])


def _by_complement(at: Place, verb: int) -> str | None:
    """From the complement of remain, go, be left: "remained unaccounted for", "are feared dead"."""
    if at.tokens[verb].lemma.lower() not in words("link"):
        return None
    children = [
        t for t in at.tokens[verb + 1 : at.sentence.last] if t.head == verb and t.dep in ("xcomp", "acomp", "advcl")
    ]
    return next((s for t in children if (s := kinds("word").get(t.text.lower()))), None)


def _by_auxiliary(at: Place, noun: int | None) -> str | None:
    """From the next "have been killed" of the clause, where the tree does not lead there."""
    for number in range(at.last if noun is None else noun + 1, at.sentence.last - 1):
        token = at.tokens[number]
        if token.pos == "AUX":
            return _by_words_after(replace(at, last=number), None)
        if token.pos in ("PRON", "SCONJ", "CCONJ", "PUNCT") or token.tag.startswith("W") or _main_verb(at, number):
            return None
    return None


def _main_verb(at: Place, number: int) -> bool:
    """Whether a verb cannot be a participle; "deployed to Russia" may be one, whatever its tag."""
    token, follower = at.tokens[number], at.tokens[number + 1]
    participle = token.tag in ("VBN", "VBG") or (token.tag == "VBD" and follower.pos == "ADP")
    return token.pos == "VERB" and not participle


def _by_participle(at: Place, noun: int) -> str | None:
    """From a participle that describes the noun: "100 soldiers, most of them conscripts, killed in Kursk"."""
    for number in range(noun + 1, at.sentence.last):
        token = at.tokens[number]
        if token.head == noun and token.dep == "acl" and token.tag == "VBN" and not _active(at, number):
            return kinds("word").get(token.text.lower())
    return None


def _may_be_persons(token: Token) -> bool:
    return token.lemma.lower() not in words("not persons") | words("time") | words("distance")


def _persons(token: Token) -> bool:
    if token.lemma.lower() in words("person") or token.text.lower() in words("unmarked plural"):
        return True
    return token.text.lower().endswith(PERSON_ENDINGS) or token.pos == "PROPN"


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in `ontology/counted.csv`."""
    return frozenset(row["word"] for row in rows("counted") if row["kind"] == kind) or _of_any_state(kind)


def _of_any_state(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("counted") if row["kind"].endswith(" " + kind))


@cache
def kinds(kind: str) -> dict[str, str]:
    """Words that tell of a state, by what they are (verb, noun, ...): "kill" to "killed"."""
    table: dict[str, str] = defaultdict(str)
    for row in rows("counted"):
        state_, _, what = row["kind"].partition(" ")
        if what == kind and state_ in ("killed", "injured", "missing"):
            table[row["word"]] = state_
    return dict(table)
