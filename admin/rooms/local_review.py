"""The LCSPR played back to its own rules: its report, plans and readiness, as the workflow has them (L5-L8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from adapters.register.audit import Entry
from adapters.register.entry_details import number_of, text_of
from admin.rooms.course import Course, says_yes, told, words_in
from admin.rooms.gate import Condition
from models.case import Part
from models.forms.errors import label_of, place_of
from models.forms.lcspr import LcsprReport
from models.lcspr_readiness import PARTNERS, Readiness
from models.lcspr_report import Draft
from models.message import DocumentRef
from models.messages.lcspr_report import FileResponsePlan, QueryDraft, SignDraft, SubmitDraft
from models.people import Partner
from models.wording import PARTNERS as PARTNER_WORDS
from models.wording import listed, words


def of_lcspr(course: Course) -> Course:
    """The entries of the LCSPR that was commissioned last; one that was withdrawn and begun again begins afresh."""
    entries = course.of(part=Part.LCSPR)
    begins = [place for place, entry in enumerate(entries) if entry.action == "lcspr_commissioned"]
    return Course(tuple(entries[begins[-1] :] if begins else ()))


@dataclass
class LocalReviewSeen:
    """Report, plans and readiness of one LCSPR."""

    draft: Draft = field(default_factory=Draft)
    readiness: Readiness = field(default_factory=Readiness)
    agencies: tuple[str, ...] = ()
    confirmed: Entry | None = None
    checked: Entry | None = None  # the last check of the current version's anonymisation
    agreed: dict[Partner, Entry] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """The report's current version; 0 before the first."""
        return self.draft.version


def local_review_of(course: Course) -> LocalReviewSeen:
    """Where report and plans stand; ``course`` has the entries of one LCSPR."""
    seen = LocalReviewSeen()
    for entry in course.entries:
        play = _PLAYS.get(entry.action)
        if play is not None:
            play(seen, entry)
    return seen


def _reference(entry: Entry, version: str, gaps: str = "") -> DocumentRef:
    return DocumentRef(
        id=text_of(entry, "document") or "", version=number_of(entry, version, 1), gaps=words_in(entry, gaps)
    )


def _methodology(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.agencies = tuple(dict.fromkeys(words_in(entry, "agencies")))


def _draft(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.draft.submit(told(SubmitDraft, entry, report=_reference(entry, "report_version", "parts_missing")))
    seen.readiness.renew()
    seen.checked = None


def _plan(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.draft.file_plan(told(FileResponsePlan, entry, plan=_reference(entry, "plan_version")))
    seen.readiness.reset()
    seen.confirmed = None


def _agency(entry: Entry) -> str:
    return (text_of(entry, "capacity") or "").removeprefix("agency:")


def _sign(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.draft.sign(told(SignDraft, entry, agency=_agency(entry), report_version=seen.version))


def _query(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.draft.query(told(QueryDraft, entry, agency=_agency(entry), report_version=seen.version))
    seen.readiness.reset()


def _confirm(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.draft.plan_confirmed = True
    seen.confirmed = entry


def _publication_plan(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.readiness.file_plan(_reference(entry, "plan_version"))
    seen.agreed.clear()


def _agree(seen: LocalReviewSeen, entry: Entry) -> None:
    partner = Partner(text_of(entry, "partner") or "")
    seen.readiness.agreed.add(partner)
    seen.agreed[partner] = entry


def _anonymised(seen: LocalReviewSeen, entry: Entry) -> None:
    seen.readiness.anonymised = says_yes(entry, "passed")
    seen.checked = entry
    if not seen.readiness.anonymised:
        seen.readiness.reset()


def _ready(seen: LocalReviewSeen, _: Entry) -> None:
    seen.readiness.ready = True


def _endorsed(seen: LocalReviewSeen, _: Entry) -> None:
    seen.readiness.endorsed = True


def _skipped(seen: LocalReviewSeen, _: Entry) -> None:
    seen.readiness.skipped = True


def _declined(seen: LocalReviewSeen, _: Entry) -> None:
    seen.readiness.decline()


_PLAYS: Mapping[str, Callable[[LocalReviewSeen, Entry], None]] = {
    "methodology_set": _methodology,
    "draft_sent": _draft,
    "response_plan_filed": _plan,
    "report_signed": _sign,
    "report_refused": _query,
    "response_plan_confirmed": _confirm,
    "publication_plan_filed": _publication_plan,
    "publication_plan_agreed": _agree,
    "anonymisation_checked": _anonymised,
    "ready_for_governance": _ready,
    "endorsed": _endorsed,
    "endorsement_skipped": _skipped,
    "executive_declined": _declined,
}


def gate_of(seen: LocalReviewSeen, agency_name: Callable[[str], str]) -> tuple[Condition, ...]:
    """Everything the QiiP's gate asks for, met or missing, each by its name (L5, L7)."""
    return (
        _report(seen.draft),
        Condition("The response plan is filed", seen.draft.plan is not None),
        Condition("The response plan is being actioned", seen.draft.plan is not None and seen.draft.plan_confirmed),
        *(_signed(seen.draft, agency, agency_name) for agency in seen.agencies),
        Condition("The publication plan is filed", seen.readiness.plan is not None),
        *(_agreed(seen.readiness, partner) for partner in PARTNERS),
        Condition("A second person has checked that nobody can be recognised", seen.readiness.anonymised),
    )


def _report(draft: Draft) -> Condition:
    missing = f"Missing parts: {listed(_parts(draft.gaps))}" if draft.gaps else ""
    return Condition("The report has all its parts", draft.version > 0 and not draft.gaps, missing)


def _parts(gaps: Iterable[str]) -> list[str]:
    return [label_of(LcsprReport, place_of(gap)) for gap in gaps]


def _signed(draft: Draft, agency: str, agency_name: Callable[[str], str]) -> Condition:
    says = "It has a query, which waits for an answer" if agency in draft.queries else ""
    return Condition(f"{agency_name(agency)} has signed the draft off", agency in draft.signatures, says)


def _agreed(readiness: Readiness, partner: Partner) -> Condition:
    agreed = readiness.plan is not None and partner in readiness.agreed
    return Condition(f"{words(PARTNER_WORDS, partner)} agrees the publication plan", agreed)
