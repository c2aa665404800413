"""Is an official of the subject's family? The residents' register is asked, under an article, and on record."""

from datetime import datetime
from typing import Final

from clearway.core.law.accountability import Kinship
from clearway.core.share import Case
from clearway.core.share.explained import Before, Known, judge
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import ExchangeError, Inquiry, Setting
from clearway.hub.misuse import models
from clearway.hub.misuse.actions import hours_at, look_of, patterns_at
from clearway.hub.misuse.around import Around
from clearway.hub.misuse.flagging import Flagging
from clearway.hub.misuse.marks import mark
from clearway.platform.calendar import day_in
from clearway.platform.identity.actor import Actor
from clearway.registers.lawbook import public as lawbook

ROLE, CASE_KIND = "misuse control", "misuse"
_NAME: Final = "clearway/misuse control"


def compare(at: datetime) -> bool:
    """Ask about the oldest look-up that waits for it; whether there was one. No pair is asked about twice."""
    row = models.Comparison.objects.filter(done_at=None).order_by("at").first()
    if row is None:
        return False
    rule = _rule(at)
    row.outcome = _outcome(row, rule, at) if rule is not None else "not provided for"
    row.done_at = at
    row.save(update_fields=["outcome", "done_at"])
    if row.outcome == "relative":
        _flag(row)
    return True


def _outcome(row: models.Comparison, rule: Kinship, at: datetime) -> str:
    before = models.Comparison.objects.filter(official=row.official, subject=row.subject, done_at__isnull=False)
    known = before.filter(outcome__in=("relative", "no relative")).values_list("outcome", flat=True).first()
    if known:
        return str(known)
    post = models.Post.objects.filter(organisation=row.organisation, official=row.official).first()
    if post is None or not post.household:
        return "not known"
    book = lawbook.current(at)
    setting = Setting(book.sharing, hours_at(at))
    number = row.subject.rpartition("/")[2]
    case = Case(f"M-{row.access}", CASE_KIND, frozenset({number}))
    inquiry = Inquiry(rule.kind, frozenset({rule.household}), number, rule.article, case)
    try:
        answer = exchange.look_up(inquiry, setting, by=_asker(rule), at=at)
    except ExchangeError:
        return "not answered"
    household = answer.shown.get(rule.household)
    return "relative" if household and mark(str(household)) == post.household else "no relative"


def _asker(rule: Kinship) -> Actor:
    return Actor(_NAME, office=rule.organisation, role=ROLE, assurance=2, permissions=frozenset({"hub:ask"}))


def _rule(at: datetime) -> Kinship | None:
    book = lawbook.current(at)
    day = day_in(book.country.time_zone, at)
    return next((one for one in book.sharing.accountability.kinship if one.period.covers(day)), None)


def _flag(row: models.Comparison) -> None:
    """Judge the look-up anew, now that it is known what the two are to each other."""
    for one in exchange.recorded([str(row.access)]):
        look, patterns = look_of(one), patterns_at(one.at)
        found = Around([look]).known(look)
        known = Known("relative", found.post, found.assignments, found.tells_cases)
        flags = [flag for flag in judge(look, known, Before(), patterns, hours_at(one.at)) if flag.code == "relative"]
        flagging = Flagging([one])
        flagging.add(one, flags, patterns, "")
        flagging.close()
