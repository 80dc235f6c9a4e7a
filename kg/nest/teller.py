"""Who tells what stands before: subject and verb behind a comma, in either order, with what stands between them."""

from kg.lemmas import lemmas
from kg.model import Parse, Sentence, Span, Token, hull
from kg.nest.beside import TELLING
from kg.nouns import role_of
from kg.reporting import reports_behind, reports_with
from kg.syntax import ENDS, FINITE, NOMINAL, dependents

ACCUSING = frozenset("accuse charge blame suspect criticise criticize condemn denounce".split())
LEADING = frozenset({"as", "so"})
PARTS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
JOINING = frozenset({"of", "at", "from", "for", "in", "'s", "’s", "'", "’", "-"})
ONE = frozenset({"one", "another"})
REACH = 5  # words of "one of them" at most
HEARING = frozenset({"us", "me", "reporters", "journalists", "it"})
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "week"})
WHEN = frozenset({"as", "after", "before", "when", "while"})
TIMES = frozenset(
    "yesterday today monday tuesday wednesday thursday friday saturday sunday last this late early".split()
)
NEVER_SUBJECT = frozenset({"that", "who", "which", "whose", "whom", "what", "where", "there"})


def inverted(first: int, sentence: Sentence, parse: Parse, cues: frozenset[int]) -> tuple[Span, Span, int] | None:
    """Source, cue and where the rest begins, of a verb before its subject ("reckon demographers at the university")."""
    verb = parse.tokens[first]
    joined = with_next(first, sentence, parse)
    known = first in cues and verb.tag in FINITE and ACCUSING.isdisjoint(lemmas(verb))  # behind those is the accused
    if verb.dep == "compound" or not (is_verb(verb) or joined or known):
        return None  # "state television" states nothing
    if (verb.lemma.casefold() in TELLING and verb.tag != "VBZ") or has_subject(first, sentence, parse):
        return None
    start = end_of_adverbial(first + 1 + joined, sentence, parse)
    end = phrase_end(start, sentence.last, parse)
    if end == start:
        return None
    after = parse.tokens[end] if end < sentence.last else None
    if after and (after.tag in FINITE or after.pos == "PART" or after.text.casefold() in {"and", "that", "as"}):
        return None
    named = end_of_apposition(end, sentence, parse)
    cue = hull((verb.span, parse.tokens[first + joined].span))
    source = Span(parse.tokens[start].span.start, parse.tokens[named - 1].span.end)
    return named_of(source, parse), cue, named


def end_of_adverbial(first: int, sentence: Sentence, parse: Parse) -> int:
    """Where what stands between a verb and its subject ends ("maintains | for his part | the lawyer")."""
    at = first
    while at < sentence.last and (
        parse.tokens[at].pos == "ADV" or parse.tokens[at].text.casefold() in TIMES | PARTS_OF_DAY
    ):
        at += 1
    while at < sentence.last and parse.tokens[at].pos == "ADP" and parse.tokens[at].text.casefold() != "of":
        noun = at + 1 + (at + 1 < sentence.last and parse.tokens[at + 1].tag in {"DT", "PRP$"})
        while noun < sentence.last and parse.tokens[noun].pos in {"ADJ", "NUM", "NOUN"}:
            noun += 1
        if noun >= sentence.last or parse.tokens[noun].pos not in {"DET", "PROPN"} or noun == at + 1:
            return first
        at = noun
    return at


def plain(first: int, sentence: Sentence, parse: Parse, cues: frozenset[int]) -> tuple[Span, Span, int] | None:
    """Source, cue and where the rest begins, of a verb behind its subject that has no object ("the log shows")."""
    leading = parse.tokens[first].text.casefold() in LEADING
    start = first + leading
    number = start + 1
    while number < sentence.last:
        token = parse.tokens[number]
        behind = with_next(number, sentence, parse)
        if is_verb(token) or behind or (number in cues and token.tag in FINITE) or (leading and token.text == "has"):
            break
        perfect = token.lemma.casefold() == "have" and participle(number, sentence, parse)
        if perfect:
            source = subject(start, number, parse)
            cue = Span(token.span.start, parse.tokens[perfect].span.end)
            ends = source and ends_clause(perfect + 1, sentence, parse)
            return (source, cue, perfect + 1) if source and ends else None
        if aside := end_of_aside(number, sentence, parse):
            number = aside
            continue
        if token.text in ENDS or token.tag in FINITE:
            so = parse.tokens[first].text == "so" and token.text in {".", ";"}
            source = subject(start, number, parse)
            return (source, parse.tokens[first].span, number) if so and source else None
        number += 1
    else:
        return None
    source = None if said_of_noun(number, start, parse) else subject(start, number, parse)
    end = number + 1 + behind
    if source is None or not (ends_clause(end, sentence, parse) or heard(number, sentence, parse)):
        return None
    return named_of(source, parse), hull((token.span, parse.tokens[end - 1].span)), end


def said_of_noun(verb: int, first: int, parse: Parse) -> bool:
    """Whether a verb with a subject of its own is said of a noun before it ("…, a charge his lawyers reject")."""
    token = parse.tokens[verb]
    subjects = (parse.tokens[n].pos for n in dependents(verb, parse, {"nsubj"}))
    return token.dep.startswith("acl") and token.head >= first and not NOMINAL.isdisjoint(subjects)


def named_of(source: Span, parse: Parse) -> Span:
    """The name behind a comma where it alone tells who is meant ("one of them, Colonel Ann Lee"), else all."""
    numbers = list(parse.numbers(source))
    comma = next((n for n in numbers[:REACH] if parse.tokens[n].text == ","), 0)
    if not comma or parse.tokens[numbers[0]].text.casefold() not in ONE or comma == numbers[-1]:
        return source
    named = parse.tokens[comma + 1]
    return Span(named.span.start, source.end) if named.text[:1].isupper() else source


def with_next(number: int, sentence: Sentence, parse: Parse) -> bool:
    """Whether a verb and the word behind it report together ("made known")."""
    return number + 1 < sentence.last and reports_with(parse.tokens[number], parse.tokens[number + 1].text)


def participle(number: int, sentence: Sentence, parse: Parse) -> int:
    """The number of the participle of a verb that reports, behind "has" and an adverb; 0 where there is none."""
    for n in range(number + 1, min(number + 3, sentence.last)):
        if parse.tokens[n].tag == "VBN" and is_verb(parse.tokens[n]):
            return n
        if parse.tokens[n].pos != "ADV":
            break
    return 0


def end_of_aside(number: int, sentence: Sentence, parse: Parse) -> int:
    """Where what stands between commas behind a subject ends, a name or a clause ("his lawyer, Ann Lee, | said"); or 0.

    So does a relative clause without commas ("an engineer who works there | said"), at the next verb that reports.
    """
    token = parse.tokens[number]
    if token.text == ",":
        second = next((n for n in range(number + 1, sentence.last) if parse.tokens[n].text in ENDS), sentence.last)
        named = number + 1 < second and (parse.tokens[number + 1].text[:1].isupper() or is_relative(number + 1, parse))
        closed = second + 1 < sentence.last and parse.tokens[second].text == ","
        reports = closed and (is_verb(parse.tokens[second + 1]) or with_next(second + 1, sentence, parse))
        return second + 1 if named and reports else 0
    if is_relative(number, parse):
        verbs = (n for n in range(number + 2, sentence.last) if is_verb(parse.tokens[n]))
        verb = next(verbs, 0)
        clear = all(parse.tokens[n].text not in ENDS for n in range(number, verb))
        return verb if clear else 0
    return 0


def is_relative(number: int, parse: Parse) -> bool:
    """Whether a token begins a clause about people."""
    return parse.tokens[number].text.casefold() in {"who", "whose"}


def heard(verb: int, sentence: Sentence, parse: Parse) -> bool:
    """Whether all that follows a verb of telling is whom it was told to ("a gardener told the Ledger")."""
    if parse.tokens[verb].lemma.casefold() not in TELLING:
        return False
    end = phrase_end(verb + 1, sentence.last, parse)
    return end > verb + 1 and (end >= sentence.last or parse.tokens[end].pos in {"PUNCT", "ADP"})


def has_subject(verb: int, sentence: Sentence, parse: Parse) -> bool:
    """Whether a verb has its subject before it, with commas between ("Ann Lee, who runs the bank, warned …").

    The head of a clause with a subject of its own is none, though the parse may have it ("It was Ann, said Bo").
    """
    marks = [n for n in range(sentence.first, verb - 1) if parse.tokens[n].text == ","]
    return any(
        parse.tokens[n].head == verb
        and parse.tokens[n].dep.startswith("nsubj")
        and not any(dependents(n, parse, {"nsubj", "cop"}))
        for n in range(sentence.first, marks[-1] if marks else sentence.first)
    )


def is_verb(token: Token) -> bool:
    """Whether a word is a verb that reports what stands before it, whatever its tag: in the parse "holds" is a noun."""
    return token.text.islower() and not token.text.endswith("ing") and reports_behind(token)


def subject(first: int, verb: int, parse: Parse) -> Span | None:
    """The characters of the noun phrase between two tokens, without adverbs at its end; None where it is another."""
    while verb > first and (parse.tokens[verb - 1].pos in {"ADV", "AUX"} or parse.tokens[verb - 1].text == ","):
        verb -= 1
    if verb <= first or parse.tokens[first].pos not in PARTS or parse.tokens[first].text.casefold() in NEVER_SUBJECT:
        return None
    return Span(parse.tokens[first].span.start, parse.tokens[verb - 1].span.end)


def ends_clause(number: int, sentence: Sentence, parse: Parse) -> bool:
    """Whether what follows a verb is neither its object nor what it says."""
    if number >= sentence.last:
        return True
    token = parse.tokens[number]
    word = token.text.casefold()
    return (
        token.pos in {"PUNCT", "ADV", "ADP", "CCONJ"}
        or word in WHEN
        or word in HEARING | TIMES
        or (word == "this" and parse.tokens[min(number + 1, sentence.last - 1)].text in {"newspaper", "paper"})
    ) and word not in {"that", "how", "whether", ":"}


def phrase_end(first: int, last: int, parse: Parse) -> int:
    """Where a noun phrase ends that begins at a token; first, where none does."""
    end = first
    while end < last:
        token = parse.tokens[end]
        word = token.text.casefold()
        joins = end > first and word in JOINING
        this = word == "this" and end == first and is_noun_behind(end, last, parse)
        if (word in NEVER_SUBJECT | TIMES and not this) or not (token.pos in PARTS or joins):
            break
        end += 1
    while end > first and parse.tokens[end - 1].text.casefold() in JOINING - {"'s", "’s"}:
        end -= 1
    return end


def is_noun_behind(number: int, last: int, parse: Parse) -> bool:
    """Whether a noun follows that is somebody's or something's, and no time ("this man", "this morning")."""
    noun = parse.tokens[number + 1] if number + 1 < last else None
    return noun is not None and noun.pos == "NOUN" and role_of(noun.lemma) is not None


def end_of_apposition(end: int, sentence: Sentence, parse: Parse) -> int:
    """Where the name behind a subject ends ("its organiser, | Denise Huard"), or the subject where it has none."""
    if end + 1 >= sentence.last or parse.tokens[end].text != "," or not parse.tokens[end + 1].text[:1].isupper():
        return end
    named = phrase_end(end + 1, sentence.last, parse)
    closed = named >= sentence.last or parse.tokens[named].pos not in {"VERB", "AUX"}
    return named if named > end + 1 and closed else end
