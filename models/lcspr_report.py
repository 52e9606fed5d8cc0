"""The LCSPR's report and response plan, and each agency's sign-off of them, bound to version (L5, L6)."""

from __future__ import annotations

from models.message import DocumentRef, Message, Refusal
from models.messages.lcspr_report import FileResponsePlan, QueryDraft, SignDraft, SubmitDraft
from models.messages.rapid_review import ActionBrief


class AgencySignature(Message):
    """Who signed for an agency, on which version of the report."""

    agency: str
    person: str
    version: int


class Draft:
    """The report's versions with the response plan, who filed them, and who has signed."""

    def __init__(self) -> None:
        self.versions: list[DocumentRef] = []
        self.filed_by: list[str] = []
        self.plan: DocumentRef | None = None
        self.plans = 0
        self.plan_confirmed = False
        self.actions: tuple[ActionBrief, ...] = ()
        self.signatures: dict[str, AgencySignature] = {}
        self.queries: dict[str, int] = {}  # agency -> the version it questions

    @property
    def version(self) -> int:
        """The report's current version; 0 before the first."""
        return len(self.versions)

    @property
    def report(self) -> DocumentRef | None:
        """The current version's reference."""
        return self.versions[-1] if self.versions else None

    @property
    def gaps(self) -> tuple[str, ...]:
        """Which parts of the report are missing (L5)?"""
        return self.versions[-1].gaps if self.versions else ()

    def outstanding(self, agencies: tuple[str, ...]) -> tuple[str, ...]:
        """Which of these agencies have not signed the current version?"""
        return tuple(agency for agency in agencies if agency not in self.signatures)

    def refuses_version(self, version: int) -> Refusal | None:
        """Is this not the version that lies on the table?"""
        if self.version == 0:
            return Refusal(code="no_report", says="There is no report yet: the reviewer files it first.")
        if version != self.version:
            says = f"report_version: version {self.version} is the current one; read it and decide on that."
            return Refusal(code="stale_version", says=says)
        return None

    def refuses_word(self, told: SignDraft | QueryDraft, agencies: tuple[str, ...]) -> Refusal | None:
        """Why can this agency's word on the report not be taken? None: it can (L6)."""
        stale = self.refuses_version(told.report_version)
        if stale is not None:
            return stale
        if told.agency not in agencies:
            return Refusal(code="not_asked", says="agency: this agency is not among those required to cooperate.")
        if told.by.agency != told.agency:
            return Refusal(code="wrong_agency", says="agency: you speak for your own agency only.")
        return None

    def refuses_signature(self, told: SignDraft, agencies: tuple[str, ...]) -> Refusal | None:
        """Why can this agency not sign? None: it can. Report and response plan are signed together (L6)."""
        refusal = self.refuses_word(told, agencies)
        if refusal is not None:
            return refusal
        if self.plan is None:
            return Refusal(code="no_response_plan", says="The response plan is signed with the report: file it first.")
        if told.agency in self.signatures:
            return Refusal(code="already_signed", says="agency: this version is signed for your agency already.")
        return None

    def refuses_confirmation(self) -> Refusal | None:
        """Is there no response plan that could be actioned?"""
        if self.plan is None:
            return Refusal(code="no_response_plan", says="There is no response plan yet: file it first.")
        return None

    def submit(self, told: SubmitDraft) -> tuple[str, ...]:
        """Take a version of the report; answers which agencies' signatures it voids."""
        self.versions.append(told.report)
        self.filed_by.append(told.by.person)
        return self._void()

    def file_plan(self, told: FileResponsePlan) -> tuple[str, ...]:
        """Take a response plan; answers which agencies' signatures it voids, for they signed another."""
        self.plan, self.actions = told.plan, told.actions
        self.plans += 1
        self.plan_confirmed = False
        return self._void()

    def _void(self) -> tuple[str, ...]:
        voided = tuple(self.signatures)
        self.signatures.clear()
        self.queries.clear()
        return voided

    def sign(self, told: SignDraft) -> None:
        """Take an agency's signature, which withdraws its own query."""
        self.signatures[told.agency] = AgencySignature(agency=told.agency, person=told.by.person, version=self.version)
        self.queries.pop(told.agency, None)

    def query(self, told: QueryDraft) -> None:
        """Take an agency's query, which withdraws its own signature."""
        self.queries[told.agency] = self.version
        self.signatures.pop(told.agency, None)
