"""What a number counts: people killed, injured or missing, or the noun that the text counts.

Reads tags first and trees second, so that a parse with weak, other or no trees still gives an answer or none at all.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Sentence, Token
from kg.tables import rows

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
OBJECT = frozenset({"obj", "dobj"})
NOMINAL = frozenset({"nmod", "obl", "pobj"})
SET_OFF = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight january february march april may june "
    "july august september october november december".split()
)
DETERMINERS = frozenset({"the", "its", "their", "his", "her", "those", "these", "our", "all", "my"})
LINKS = frozenset(
    "be have get remain leave stay report fear believe presume confirm list as to still also already feel feared more "
    "other others people person go believed reported presumed confirmed thought think say least at".split()
)
CHANGED = re.compile(r"^(reach|hit|exceed|pass|stand|rise|fall|drop|climb|grow|approach|total|number|top|surpass|be|near|put|at|to|from)$")
PERSON_ENDINGS = ("ers", "ors", "ists", "ians", "ees", "ants", "men", "eans", "folk")
LONGEST_NOUN_PHRASE = 8


@dataclass(frozen=True)
class Place:
    """Where a number stands: its tokens, the first token of its qualifier, and its sentence."""

    tokens: tuple[Token, ...]
    sentence: Sentence
    start: int
    first: int
    last: int
    one: bool = False


def what_is_counted(at: Place) -> str | None:
    """The counted thing: "killed", "injured", "missing", "casualties", or the noun as written; None if unclear."""
    if magnitude(at):
        return "magnitude"
    noun = counted_noun(at)
    if noun is None:
        return state(at, None) or measured(at)
    found = None if part_of_total(at) else state(at, noun)
    token = at.tokens[noun]
    return found or (token.text if token.pos == "PROPN" and not token.text.isupper() else token.text.lower())


def magnitude(at: Place) -> bool:
    """Whether the number is the magnitude of an earthquake: "magnitude 6.3", "a 6.3-magnitude quake"."""
    near = at.tokens[max(at.sentence.first, at.first - 3) : min(at.sentence.last, at.last + 3)]
    return any("magnitude" in token.text.lower() for token in near)


def counted_noun(at: Place) -> int | None:
    """The number of the token that heads what is counted, to the right of the number."""
    noun = None
    number, end = _after_of(at), min(at.sentence.last, at.last + LONGEST_NOUN_PHRASE)
    while number < end:
        token = at.tokens[number]
        if _ends_phrase(at, token, noun):
            break
        if token.pos in NOUNS:
            noun = number
        number += 1
    if noun is not None and _countable(at, noun):
        return noun
    return None


def _after_of(at: Place) -> int:
    """The token after the number and an "of the" that follows it."""
    number = at.last
    if number < at.sentence.last and at.tokens[number].text.lower() == "of":
        number += 1
        while number < at.sentence.last and at.tokens[number].text.lower() in DETERMINERS | {"some"}:
            number += 1
        # "19 of the 23 people": step over the total
        while number < at.sentence.last and at.tokens[number].pos == "NUM":
            number += 1
    return number


def _ends_phrase(at: Place, token: Token, noun: int | None) -> bool:
    word = token.text.lower()
    if word in SET_OFF and token.text[0].isupper() or word in words("word"):
        return noun is not None or word not in ("injured", "wounded", "dead", "missing", "slain")
    if token.pos in NOUNS:
        after_plural = noun is not None and at.tokens[noun].tag in ("NNS", "NNPS")
        return after_plural and token.pos == "PROPN"
    if noun is not None and at.tokens[noun].pos == "NOUN":
        return word not in ("'s", "’s", "-")
    if token.pos == "VERB":
        return token.tag not in ("VBN", "VBG") or noun is not None
    if token.pos == "NUM":
        return noun is None
    return token.pos not in ("ADJ", "ADV") and word not in ("-", "'s", "’s", "’", "'", '"', "“", "”", "more", "other")


def _countable(at: Place, noun: int) -> bool:
    """Whether the noun agrees with the number: plural, unless it counts one."""
    token = at.tokens[noun]
    plural = token.tag in ("NNS", "NNPS") or token.text.lower() in words("unmarked plural") or token.text[-1:] == "s"
    return not plural or token.text.lower() in words("unmarked plural") if at.one else plural


def part_of_total(at: Place) -> bool:
    """Whether the number is the total of which others are a part: the 23 of "19 of the 23 people"."""
    number = at.start - 1
    while number > at.sentence.first and at.tokens[number].text.lower() in DETERMINERS:
        number -= 1
    if number <= at.sentence.first or at.tokens[number].text.lower() != "of":
        return False
    part = at.tokens[number - 1]
    return part.pos == "NUM" or part.lemma.lower() in ("none", "some", "any", "most", "many", "all", "half", "one", "few")


def state(at: Place, noun: int | None) -> str | None:
    """Killed, injured or missing, when the number counts people so affected; two of them are casualties."""
    if noun is not None and not _may_be_persons(at.tokens[noun]):
        return _state_of_noun(at.tokens[noun])
    found = _by_noun(at, noun) or _by_words_after(at, noun) or _by_verb_before(at, noun) or _by_tree(at, noun) or _by_auxiliary(at, noun)
    if found == "missing" and noun is not None and not _persons(at.tokens[noun]):
        return None
    return found


def _state_of_noun(token: Token) -> str | None:
    return kinds("noun").get(token.lemma.lower()) or kinds("noun").get(token.text.lower())


def _by_noun(at: Place, noun: int | None) -> str | None:
    """From the noun itself ("deaths") or a word before it ("injured soldiers")."""
    if noun is None:
        return None
    own = _state_of_noun(at.tokens[noun]) or kinds("word").get(at.tokens[noun].text.lower())
    return own or next((s for t in at.tokens[at.last : noun] if (s := kinds("word").get(t.text.lower()))), None)


def _by_words_after(at: Place, noun: int | None) -> str | None:
    """From what directly follows: "soldiers were killed", "12 feared dead", "Four remained unaccounted for"."""
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
    return token.lemma.lower() in LINKS or token.text.lower() in LINKS or token.pos == "AUX"


def _intransitive(token: Token) -> str | None:
    return kinds("intransitive").get(token.lemma.lower()) if token.pos == "VERB" else None


def _has_object(at: Place, verb: int, links: int) -> bool:
    """Whether a form such as "killed" is active: what follows it at once is whom it affects."""
    token, follower = at.tokens[verb], at.tokens[min(verb + 1, at.sentence.last - 1)]
    passive = any(t.lemma.lower() in ("be", "get", "leave", "report", "fear") for t in at.tokens[verb - links : verb])
    if passive or token.pos == "ADJ" or verb + 1 >= at.sentence.last:
        return False
    if follower.lemma.lower() in ("and", "or", "in", "by", "when", "while", "after", "since", "at", "on", "for"):
        return False
    child_object = any(t.dep in OBJECT and t.head == verb for t in at.tokens[at.sentence.first : at.sentence.last])
    return child_object or follower.pos in {"DET", "NUM", "PRON", "NOUN", "PROPN", "ADJ"} and follower.text.lower() not in SET_OFF


def _joint(at: Place, number: int, found: str) -> str:
    """Killed, or casualties for "killed or wounded"."""
    following = [token.text.lower() for token in at.tokens[number + 1 : min(number + 3, at.sentence.last)]]
    if len(following) == 2 and following[0] in ("and", "or"):
        other = kinds("word").get(following[1])
        return "casualties" if other and other != found else found
    return found


def _by_verb_before(at: Place, noun: int | None) -> str | None:
    """From a verb right before: "killing 12", "wounded at least 30 people", "claimed 12 lives", "the deaths of 12"."""
    number = at.start - 1
    if number < at.sentence.first:
        return None
    token = at.tokens[number]
    if noun is not None and at.tokens[noun].lemma.lower() in ("life", "live") and token.lemma.lower() in ("claim", "take", "cost", "lose"):
        return "killed"
    if token.text.lower() in ("of", "to") and number > at.sentence.first:
        return _state_of_noun(at.tokens[number - 1])
    found = kinds("verb").get(token.lemma.lower()) if token.pos in ("VERB", "AUX") else None
    return found and _joint_before(at, number, found)


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
    if token.dep in NOMINAL and any(t.head == number and t.text.lower() in ("of", "among") for t in at.tokens[at.sentence.first : number]):
        return _state_of_noun(head)
    return _by_participle(at, number)


def _affirmed(at: Place, verb: int) -> bool:
    return not any(t.head == verb and t.lemma.lower() in ("not", "never", "no") for t in at.tokens[at.sentence.first : at.sentence.last])


def _active(at: Place, verb: int) -> bool:
    return any(t.head == verb and t.dep in OBJECT for t in at.tokens[at.sentence.first : at.sentence.last])


def _by_complement(at: Place, verb: int) -> str | None:
    """From the complement of remain, go, be left: "remained unaccounted for", "are feared dead"."""
    if at.tokens[verb].lemma.lower() not in LINKS:
        return None
    children = [t for t in at.tokens[verb + 1 : at.sentence.last] if t.head == verb and t.dep in ("xcomp", "acomp", "advcl")]
    return next((s for t in children if (s := kinds("word").get(t.text.lower()))), None)


def _by_auxiliary(at: Place, noun: int | None) -> str | None:
    """From the next "have been killed" of the clause, where the tree does not lead there."""
    for number in range(at.last if noun is None else noun + 1, at.sentence.last - 1):
        token = at.tokens[number]
        if token.pos == "AUX":
            return _by_words_after(replace(at, last=number), None)
        if token.pos in ("PRON", "SCONJ", "CCONJ", "PUNCT") or token.pos == "VERB" and token.tag not in ("VBN", "VBG"):
            return None
    return None


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


def measured(at: Place) -> str | None:
    """What a number tells of a noun that stands before it: "the death toll rose to 187", "the injured are 12"."""
    if at.start <= at.sentence.first or not _tells(at):
        return None
    for number in range(at.start - 1, at.sentence.first - 1, -1):
        token = at.tokens[number]
        lemma, before = token.lemma.lower(), at.tokens[max(number - 1, at.sentence.first)]
        if token.pos in NOUNS and lemma in words("killed measure"):
            return kinds("word").get(before.text.lower(), "killed")
        if token.pos in NOUNS and lemma in words("measure"):
            return _measure(at, number)
        if before.text.lower() == "the" and (found := kinds("word").get(token.text.lower())):
            return found
    return None


def _tells(at: Place) -> bool:
    """Whether the word before number and qualifier, or the qualifier itself, links it to what stands before."""
    before = at.tokens[at.start - 1].lemma.lower()
    in_qualifier = (token.lemma.lower() for token in at.tokens[at.start : at.first])
    return bool(CHANGED.match(before)) or any(CHANGED.match(lemma) for lemma in in_qualifier)


def _measure(at: Place, noun: int) -> str | None:
    """What "the number of X" counts: people killed, injured or missing, or X."""
    token = at.tokens[noun]
    rest = at.tokens[noun + 1 : min(noun + 7, at.start)]
    before = at.tokens[max(noun - 1, at.sentence.first)]
    if not rest or rest[0].text.lower() != "of":
        return kinds("word").get(before.text.lower()) or _state_of_noun(before)
    found = [s for t in rest if (s := kinds("word").get(t.text.lower()) or _state_of_noun(t))]
    if found or token.lemma.lower() == "figure":
        return found[0] if found else None
    noun_after = next((t for t in rest if t.pos == "NOUN" and t.tag == "NNS"), None)
    return noun_after.text.lower() if noun_after else None


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
