"""The QiiP's gate before publication, and the way through governance after it (L7, L8)."""

from __future__ import annotations

from models.lcspr_report import Draft
from models.message import DocumentRef, Refusal
from models.messages.lcspr_report import AgreePublicationPlan, CheckAnonymisation
from models.people import Partner

PARTNERS = tuple(Partner)


class Readiness:
    """What the gate asks for beside the report itself, and how far the report has come since."""

    def __init__(self) -> None:
        self.plan: DocumentRef | None = None  # the publication plan
        self.plans = 0
        self.agreed: set[Partner] = set()
        self.anonymised = False  # the current version, checked by a second person
        self.ready = False
        self.endorsed = False
        self.skipped = False
        self.declined = 0

    def reset(self) -> None:
        """What was declared and endorsed no longer holds: something new lies on the table."""
        self.ready = self.endorsed = self.skipped = False

    def renew(self) -> None:
        """A new version of the report: it has to be checked and declared ready afresh."""
        self.anonymised = False
        self.reset()

    def file_plan(self, plan: DocumentRef) -> tuple[Partner, ...]:
        """Take a publication plan; answers whose agreement it voids."""
        voided = self.agreed_in_order()
        self.plan = plan
        self.plans += 1
        self.agreed.clear()
        self.reset()
        return voided

    def agreed_in_order(self) -> tuple[Partner, ...]:
        """Who has agreed the publication plan, in the order of the partners."""
        return tuple(partner for partner in PARTNERS if partner in self.agreed)

    def refuses_agreement(self, told: AgreePublicationPlan) -> Refusal | None:
        """Why can this partner not agree the publication plan? None: it can (L7)."""
        if self.plan is None:
            return Refusal(code="no_publication_plan", says="There is no publication plan yet: file it first.")
        if told.plan_version != self.plans:
            return Refusal(code="stale_plan", says=f"plan_version: version {self.plans} is the current one.")
        if told.by.partner != told.partner:
            return Refusal(code="wrong_partner", says="partner: you agree for your own partner only.")
        if told.partner in self.agreed:
            return Refusal(code="already_agreed", says="partner: the plan is agreed for your partner already.")
        return None

    def refuses_check(self, told: CheckAnonymisation, draft: Draft, reviewers: set[str]) -> Refusal | None:
        """Why can this person not check the anonymisation? None: they can. It takes a second person (L7)."""
        stale = draft.refuses_version(told.report_version)
        if stale is not None:
            return stale
        if told.by.person in reviewers or told.by.person in draft.filed_by:
            says = "Whoever wrote or filed the report does not check it: a second person does."
            return Refusal(code="not_a_second_person", says=says)
        return None

    def missing(self, draft: Draft, agencies: tuple[str, ...]) -> tuple[str, ...]:
        """Everything the gate still asks for, by name (L5, L7)."""
        if draft.version == 0:
            return ("the report",)
        return (
            *(f"the report's part {gap}" for gap in draft.gaps),
            *self._missing_plans(draft),
            *(f"the sign-off of agency {agency}" for agency in draft.outstanding(agencies)),
            *(f"an answer to the query of agency {agency}" for agency in draft.queries),
            *([] if self.anonymised else ["a passed anonymisation check of this version by a second person"]),
        )

    def _missing_plans(self, draft: Draft) -> list[str]:
        missing = []
        if draft.plan is None:
            missing.append("the response plan")
        elif not draft.plan_confirmed:
            missing.append("the confirmation that the response plan is being actioned")
        if self.plan is None:
            missing.append("the publication plan")
        else:
            names = (partner.value.replace("_", " ") for partner in PARTNERS if partner not in self.agreed)
            missing += [f"the agreement of {name} to the publication plan" for name in names]
        return missing

    def refuses_ready(self, version: int, draft: Draft, agencies: tuple[str, ...]) -> Refusal | None:
        """Why can the report not be declared ready? None: it can. Names everything that is missing (L7)."""
        stale = draft.refuses_version(version)
        if stale is not None:
            return stale
        missing = self.missing(draft, agencies)
        if missing:
            return Refusal(code="not_ready", says="Not ready for publication. Missing: " + "; ".join(missing) + ".")
        if self.ready:
            return Refusal(code="declared_ready", says="This version is declared ready already.")
        return None

    def refuses_change(self) -> Refusal | None:
        """Is the report beyond the QiiP, so that its terms no longer change?"""
        if self.ready:
            return Refusal(code="declared_ready", says="The report is declared ready: its terms no longer change.")
        return None

    def refuses_endorsement(self, version: int, draft: Draft) -> Refusal | None:
        """Why can the Management Group neither endorse nor be passed over? None: it can (L8)."""
        stale = draft.refuses_version(version)
        if stale is not None:
            return stale
        if not self.ready:
            return Refusal(code="not_declared_ready", says="The QiiP has not declared this version ready yet.")
        if self.endorsed or self.skipped:
            return Refusal(code="endorsed", says="This version is with the Executive already.")
        return None

    def refuses_executive(self, version: int, draft: Draft) -> Refusal | None:
        """Why can the Executive not decide on this version yet? None: it can (L8)."""
        stale = draft.refuses_version(version)
        if stale is not None:
            return stale
        if not self.ready:
            return Refusal(code="not_declared_ready", says="The QiiP has not declared this version ready yet.")
        if not (self.endorsed or self.skipped):
            says = "The Management Group has not endorsed this version, and nobody has skipped it with a reason."
            return Refusal(code="not_endorsed", says=says)
        return None

    def refuses_sign_off(self, version: int, draft: Draft, in_national_review: bool) -> Refusal | None:
        """Why can this version not be signed off? None: it can (L8). A national review pauses the LCSPR (R14)."""
        if in_national_review:
            return Refusal(code="in_national_review", says="A national review pauses this LCSPR: wait for its end.")
        return self.refuses_executive(version, draft)

    def decline(self) -> None:
        """The Executive has declined: back to the QiiP, which declares it ready anew."""
        self.declined += 1
        self.reset()
