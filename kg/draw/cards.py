"""What is known of a claim or of a speaker, in few lines of HTML: for the list, and for hovering over its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.draw.markup import element, words
from kg.draw.spoken import Spoken, is_unsure
from kg.draw.style import VOICES, figure
from kg.model import Actor, Chain, Claim, Hop, Quantity

Actors = Mapping[str, Actor]


@dataclass(frozen=True)
class Shown:
    """A claim with its number on the page and its card."""

    number: int
    claim: Claim
    card: str

    @property
    def look(self) -> str:
        """The classes that give its colour."""
        return self.claim.stance if self.claim.chains else f"{self.claim.stance} own"

    @property
    def sign(self) -> str:
        """The number, with a mark if the reading is unsure."""
        return f"{self.number}{'?' * self.unsure}"

    @property
    def unsure(self) -> bool:
        """Whether a hop of the claim was read with little confidence."""
        return any(is_unsure(hop) for hops in self.claim.chains for hop in hops)

    @property
    def numbered(self) -> str:
        """The card with the number before it."""
        return _piece("b", self.sign, "sign") + self.card


def claim_card(claim: Claim, actors: Actors, text: str) -> str:
    """Stance, voice and modality, the chains down to the origin, figures and events."""
    manner = "".join(f", {said}" for said in (VOICES[claim.voice], claim.modality) if said)
    figures = [_piece("b", _figure(quantity, text), "figure") for quantity in claim.quantities]
    events = ", ".join(dict.fromkeys(event.type for event in claim.events))
    return "".join(
        [
            _piece("b", claim.stance, "stance"),
            _piece("span", manner),
            *_chains(claim.chains, actors, text),
            element("span", *figures, class_="figures") if figures else "",
            _piece("small", f"about: {events}", "events") if events else "",
        ]
    )


def speaker_card(spoken: Spoken, actors: Actors, text: str) -> str:
    """The chains down to a speaker, and the claims that it leads to."""
    numbers = _piece("small", f"leads to {', '.join(map(str, spoken.claims))}", "events")
    return "".join(_chains(spoken.ways, actors, text)) + numbers


def hovering(*cards: str) -> str:
    """Cards without a character of text, which the style sheet puts back: they stand in a text and add nothing to it.

    >>> hovering('<b>say "so"</b>')
    '<span class="card" aria-hidden="true"><span><b data-t="say &quot;so&quot;"></b></span></span>'
    """
    silent = (re.sub(">([^<]+)<", lambda found: f' data-t="{_quoted(found[1])}"><', card) for card in cards)
    return element("span", *(element("span", card) for card in silent), class_="card", aria_hidden="true")


def _quoted(escaped: str) -> str:
    return escaped.replace('"', "&quot;")


def _chains(chains: Sequence[Chain], actors: Actors, text: str) -> Iterator[str]:
    """Each chain from the source nearest to the article to the origin, one hop under the other."""
    for number, hops in enumerate(chains):
        also = [_piece("small", "jointly with", "joint")] if number else []
        drawn = (_hop(hop, actors, text, step, alone=len(hops) == 1) for step, hop in enumerate(hops))
        yield element("span", *also, *drawn, class_="chain")


def _hop(hop: Hop, actors: Actors, text: str, step: int, alone: bool) -> str:
    """A speaker with cue and confidence; stance and voice are those of the claim where no other hop is there."""
    actor, unsure = actors[hop.actor], is_unsure(hop)
    cue = " … ".join(text[span.start : span.end] for span in hop.cue)
    about = f" {standing(actor)}{f', “{cue}”' * bool(cue)}{f'; {hop.stance}, {hop.voice}' * (not alone)}"
    after = f"; after {text[slice(*hop.basis.words)]}" if hop.basis else ""
    reason = f"; {text[slice(*actor.anonymity)]}" if actor.anonymity else ""
    return element(
        "span",
        element("svg", element("use", href=f"#{actor.kind if actor.named else 'unnamed'}"), class_="icon"),
        _piece("b", f"{'citing ' * (step > 0)}{actor.label}", "who"),
        _piece("small", f" {'unsure ' * unsure}{hop.probability:.2f}", "sure"),
        _piece("small", f"{about}{after}{reason}", "about"),
        class_=f"hop{' unsure' * unsure}",
        style=f"--step: {step}",
    )


def standing(actor: Actor) -> str:
    """What an actor is, and whether it has a name and is one of the known ones.

    >>> standing(Actor("#actor-0-9", "a senior officer", "person", named=False))
    'person, unnamed'
    """
    name = "known" if actor.known else "named" if actor.named else "unnamed"
    return ", ".join(filter(None, [actor.description, actor.kind if actor.kind != "unknown" else None, name]))


def _piece(name: str, text: str, kind: str | None = None) -> str:
    return element(name, words(text), class_=kind)


def _figure(quantity: Quantity, text: str) -> str:
    return figure(
        {
            "min": quantity.low,
            "max": quantity.high,
            "of": quantity.of,
            "approximate": quantity.approximate,
            "words": text[quantity.span.start : quantity.span.end],
            "kind": quantity.kind,
            "relation": quantity.relation,
            "out_of": quantity.out_of,
            "per": quantity.per,
        }
    )
