"""Receiving one post: what register and page take their time for is done in a thread, the case is waited for (K5).

While a form is looked through, kept and answered, the pages of everybody else go on being served.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from adapters.register.commands import CommandConflict
from adapters.register.documents import DocumentRefused
from adapters.register.drafts import DraftMoved
from admin.failures import not_found
from admin.forms import filled as tree
from admin.forms import tokens
from admin.forms.conflicts import conflict_page
from admin.forms.examining import unknown_boxes
from admin.forms.pages import FormPages, Known, begun
from admin.forms.said import Said
from admin.forms.sheets import Sheet, new_sheet, stored_sheet
from admin.forms.slips import PostedSlip, answers_posted
from admin.forms.taking import STALE, Hand, Handed, Refusal, Sending, Taking
from admin.posting import posted
from desk.outcome import DuplicatesFound
from models.forms import FormRefused

Came = TypeVar("Came", bound=Response | Sending)


async def take(pages: FormPages, hand: Hand, known: Known) -> Response:
    """Take one post; ``known``: what a long form begins with."""
    form = await posted(pages.request)
    came = await run_in_threadpool(_looked_through, pages, form, known)
    if isinstance(came, Response):
        return came
    handed = await _handed(came, hand)
    return await run_in_threadpool(_unless_moved, came.taking, lambda: came.taking.after(handed))


async def _handed(sending: Sending, hand: Hand) -> Handed | Refusal:
    try:
        return await hand(sending.taking.sheet.token, sending.by, sending.values)
    except (FormRefused, DuplicatesFound, CommandConflict, DocumentRefused) as refusal:
        return refusal


def _looked_through(pages: FormPages, form: FormData, known: Known) -> Response | Sending:
    slip, errand = PostedSlip.of(form), pages.errand
    stored = stored_sheet(pages.wiring, pages.filler, errand, slip.token)
    section = errand.section(slip.section) if errand.by_section else None
    asked = errand.page(section)
    now, unknown = tree.taken(asked, answers_posted(form))
    before = stored or Sheet(errand, slip.token, {}, slip.seen)
    if slip.does == "begin" and stored is None:
        before = replace(begun(pages.wiring, pages.filler, errand, known()), token=slip.token)
    asks_nothing = slip.is_check or slip.does == "begin"
    sheet = replace(
        before,
        filled=before.filled if asks_nothing else tree.merged(asked, before.filled, now),
        seen=max(slip.seen, before.seen),
        version=slip.version if stored else 0,
        acts_as=slip.acts_as or before.acts_as,
        given=before.given or slip.given,
    )
    taking = Taking(pages, slip, sheet, section, tuple(unknown_boxes(unknown)), stored)
    return taking.handed_in_before() or _kept(taking)


def _kept(taking: Taking) -> Response | Sending:
    """Not from a stale window, not with a token of another's."""
    sheet, filler, errand, stored = taking.sheet, taking.filler, taking.errand, taking.stored
    if stored is None and taking.slip.is_check:
        return not_found(taking.pages.request, LookupError())  # thrown away meanwhile, or another's
    if stored is None and not tokens.is_genuine(sheet.token, filler.secret, filler.person, errand.case, errand.command):
        fresh = replace(new_sheet(taking.wiring, filler, errand, sheet.filled), acts_as=sheet.acts_as)
        return taking.show(fresh, Said(refusal=STALE), 409)
    if stored is not None and stored.version != sheet.version:
        if stored.filled != sheet.filled:
            return conflict_page(taking.pages, stored, sheet, taking.slip)
        taking = replace(taking, sheet=replace(sheet, version=stored.version))
    return _unless_moved(taking, taking.answer)


def _unless_moved(taking: Taking, does: Callable[[], Came]) -> Came | Response:
    """Do it; or, where the draft was saved from elsewhere meanwhile, show both side by side."""
    try:
        return does()
    except DraftMoved:
        stored = stored_sheet(taking.wiring, taking.filler, taking.errand, taking.sheet.token)
        return conflict_page(taking.pages, stored or taking.sheet, taking.sheet, taking.slip)
