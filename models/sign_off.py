"""Sign-off of the Rapid Review Report: capacities, versions, refusals (R9-R13).

A signature binds to one version. A new version voids what was signed before, and says so.
"""

from __future__ import annotations

from collections.abc import Collection

from models.message import DocumentRef, Message, Refusal
from models.messages.rapid_review import Capacity as Capacity
from models.messages.rapid_review import CheckReport, RefuseReport, SignInPlace, SignReport, SubmitReport
from models.people import Actor, Role
from models.wording import CAPACITIES as CAPACITY_WORDS
from models.wording import listed, words

CAPACITIES = tuple(Capacity)


class Signature(Message):
    """Who signed which version, in which capacity; ``in_place`` where the Management Group Chair did (R12)."""

    capacity: Capacity
    person: str
    version: int
    in_place: bool = False


def holds_capacity(by: Actor, capacity: Capacity) -> bool:
    """May this actor sign in this capacity? One person may hold two (R11)."""
    if capacity is Capacity.QIIP_CHAIR:
        return by.role is Role.QIIP_CHAIR
    return by.partner is not None and by.partner.value == capacity.value


class SignOff:
    """The report's versions, the check against Working Together, the signatures and refusals."""

    def __init__(self, refusals_before_executive: int = 2) -> None:
        self.versions: list[DocumentRef] = []
        self.checked: int | None = None  # the version that passed the Business Manager's check
        self.returned = False  # to the Chair, who owes a new version
        self.signatures: dict[Capacity, Signature] = {}
        self.refused: dict[Capacity, int] = {}  # capacity -> the version it refused
        self.refusals = 0
        self.with_executive = False
        self.pending_approved = False
        self._limit = refusals_before_executive

    @property
    def version(self) -> int:
        """The report's current version; 0 before the first."""
        return len(self.versions)

    @property
    def report(self) -> DocumentRef | None:
        """The current version's reference."""
        return self.versions[-1] if self.versions else None

    @property
    def missing(self) -> tuple[Capacity, ...]:
        """Which capacities have neither signed nor been signed for on this version?"""
        return tuple(capacity for capacity in CAPACITIES if capacity not in self.signatures)

    def refuses_version(self, version: int) -> Refusal | None:
        """Is this not the version that lies on the table?"""
        if self.version == 0:
            return Refusal(code="no_report", says="There is no report yet: the Chair files it first.")
        if version != self.version:
            says = f"report_version: version {self.version} is the current one; read it and decide on that."
            return Refusal(code="stale_version", says=says)
        if self.returned:
            return Refusal(code="with_chair", says="The report is back with the Chair: wait for the new version.")
        return None

    def refuses_signature(self, told: SignReport | RefuseReport, chair: str | None) -> Refusal | None:
        """Why can this signature or refusal not be taken? None: it can (R11)."""
        stale = self.refuses_version(told.report_version)
        if stale is not None:
            return stale
        if not holds_capacity(told.by, told.capacity):
            return Refusal(code="wrong_capacity", says="capacity: you do not act for this signatory.")
        if chair is not None and told.by.person == chair:
            return Refusal(code="own_report", says="The Chair does not sign off their own report: the deputy signs.")
        if told.capacity in self.signatures:
            return Refusal(code="already_signed", says="capacity: this version is signed in this capacity already.")
        return None

    def refuses_in_place(self, told: SignInPlace, chairs: Collection[str]) -> Refusal | None:
        """Why can the Management Group Chair not sign in place of missing signatures? None: they can (R12)."""
        stale = self.refuses_version(told.report_version)
        if stale is not None:
            return stale
        if told.by.person in chairs:
            return Refusal(code="own_report", says="Whoever chaired the review cannot sign in place of others.")
        if any(version == self.version for version in self.refused.values()):
            return Refusal(code="refused_before", says="A signature was refused: nobody signs over a refusal.")
        if not self.missing:
            return Refusal(code="nothing_missing", says="No signature is missing on this version.")
        return None

    def refuses_check(self, told: CheckReport) -> Refusal | None:
        """Why can this check not be recorded? None: it can (R10)."""
        return self.refuses_version(told.report_version)

    def refuses_executive_decision(self) -> Refusal | None:
        """Why is there nothing for the Executive to decide? None: there is (R11)."""
        if self.with_executive:
            return None
        return Refusal(code="nothing_refused", says="No second refusal lies with the Executive.")

    def refuses_pending(self, last_day: bool) -> Refusal | None:
        """Why can the report not go "sign-off pending"? None: it can, on the last day only (R13)."""
        if self.version == 0:
            return Refusal(code="no_report", says="There is no report yet: the Chair files it first.")
        if not last_day:
            return Refusal(code="not_last_day", says="Sign-off pending can be approved on the last day only.")
        return None

    def submit(self, told: SubmitReport) -> tuple[Capacity, ...]:
        """Take a new version; answers whose signatures it voids."""
        voided = tuple(self.signatures)
        self.versions.append(told.report)
        self.signatures.clear()
        self.refused.clear()
        self.checked = None
        self.returned = False
        self.with_executive = False
        self.pending_approved = False
        return voided

    def check(self, told: CheckReport) -> bool:
        """Record the check; answers whether the version passed. A failed one goes back to the Chair."""
        passed = not told.failed
        self.checked = self.version if passed else None
        self.returned = not passed
        return passed

    def sign(self, told: SignReport) -> Signature:
        """Take a signature on the current version; signing withdraws one's own refusal of it."""
        signature = Signature(capacity=told.capacity, person=told.by.person, version=self.version)
        self.signatures[told.capacity] = signature
        self.refused.pop(told.capacity, None)
        return signature

    def refuse(self, told: RefuseReport) -> bool:
        """Take a refusal; answers whether it goes to the Executive instead of back to the Chair (R11)."""
        self.refused[told.capacity] = self.version
        self.refusals += 1
        self.with_executive = self.refusals >= self._limit
        self.returned = not self.with_executive
        return self.with_executive

    def decide(self, stands: bool, by: Actor) -> None:
        """The Executive's decision: the report stands (its refusals are overruled), or the Chair owes a new one."""
        self.with_executive = False
        self.returned = not stands
        if stands:
            for capacity in tuple(self.refused):
                self._sign_for(capacity, by.person)
            self.refused.clear()

    def sign_in_place(self, told: SignInPlace) -> tuple[Capacity, ...]:
        """The Management Group Chair signs for every missing capacity; answers for which."""
        missing = self.missing
        for capacity in missing:
            self._sign_for(capacity, told.by.person)
        return missing

    def _sign_for(self, capacity: Capacity, person: str) -> None:
        self.signatures[capacity] = Signature(capacity=capacity, person=person, version=self.version, in_place=True)

    def is_signed(self) -> bool:
        """Is the current version signed in every capacity, and neither returned nor with the Executive?"""
        return bool(self.version) and not self.missing and not self.returned and not self.with_executive

    def refuses_submission(self, version: int) -> Refusal | None:
        """Why can this version not go to the National Panel? None: it can (R13). Lateness is no reason."""
        stale = self.refuses_version(version)
        if stale is not None:
            return stale
        blank = self.versions[-1].gaps
        if blank:
            return Refusal(code="sections_blank", says="The report has blank sections: " + ", ".join(blank) + ".")
        if self.checked != self.version:
            return Refusal(code="not_checked", says="The Business Manager's check of this version has not passed yet.")
        if self.is_signed() or self.pending_approved:
            return None
        missing = listed(words(CAPACITY_WORDS, each) for each in self.missing)
        missing = missing or "the Executive's decision on a refusal"
        return Refusal(code="signatures_missing", says=f"Signatures are missing: {missing}.")
