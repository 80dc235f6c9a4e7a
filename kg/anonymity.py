"""Why a source is not named: the words of an article that say so."""

import re

from kg.model import Parse, Span

REASON = re.compile(
    r"""(?:on|under)\s(?:the\s|strict\s)*conditions?\sof\s(?:strict\s)?anonymity
      | (?:ask|request|insist|demand|prefer|wish|want|agree|declin|refus)\w*\s(?:\w+\s){0,3}?
        (?:not\s)?(?:to\s)?be(?:ing)?\s(?:publicly\s|further\s)?(?:named|identified|quoted\sby\sname)
        (?:\s(?:only\s|just\s)?(?:as|by)\s(?:(?:his|her|their)\s\w+\s\w+|(?-i:[A-Z])\w*))?
      | (?:his|her|their)\s(?:\w+\s)?names?\s(?:\w+\s){0,2}?(?:used|published|printed|disclosed|withheld|made\spublic)
      | (?:declin|refus)\w*\sto\s(?:give|reveal|provide)\s(?:his|her|their|a)\s(?:\w+\s)?names?
      | (?:ask|request|insist|demand)\w*\s(?:for\s|on\s)?anonymity
      | (?:speaking|spoke|talking|talked)\sanonymously
      | (?P<forbidden>(?:\b\w+\s)?n[o']t\s(?:been\s)?(?:authori[sz]ed|allowed|permitted|empowered)\sto\s
        (?:speak|talk|discuss|brief|comment|be\squoted))""",
    re.IGNORECASE | re.VERBOSE,
)
GOES_ON = re.compile(r",?\s(?:because|as|since|due|given|citing|for|owing|to|so|until)\b", re.IGNORECASE)
CLAUSE_END = re.compile(r"\s*(?:[.;,:!?()—–\n\"“”]|\bthat\b|$)")


def anonymity(place: int, text: str, parse: Parse) -> Span | None:
    """The words of the sentence at a character that tell why a source is not named, to the end of their clause."""
    sentence = parse.sentence(place)
    found = REASON.search(text, sentence.span.start, sentence.span.end) if sentence else None
    if not found or not sentence:
        return None
    more = GOES_ON.match(text, found.end(), sentence.span.end)
    since = more.end() if more else found.end()
    end = CLAUSE_END.search(text, since, sentence.span.end) if more or found["forbidden"] else None
    return Span(found.start(), end.start() if end else found.end())


def anonymity_near(place: int, text: str, parse: Parse) -> Span | None:
    """The same, also from the next sentence where that goes on about them ("They spoke on condition of anonymity")."""
    here, sentence = anonymity(place, text, parse), parse.sentence(place)
    if here or not sentence or sentence.last >= len(parse.tokens):
        return here
    following = parse.tokens[sentence.last]
    goes_on = following.text.casefold() in {"they", "he", "she", "both"}
    return anonymity(following.span.start, text, parse) if goes_on else None
