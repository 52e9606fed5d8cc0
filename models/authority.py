"""Who may see and do what: one readable table of role x action x relation to the case, default no (K1).

Asked twice: by the door to be polite, by the workflow to be safe. ``MAY`` has what people do, ``SEES`` what they
look at, ``ONLY_OWN`` the roles that reach only the cases they have a relation to.
Whoever is walled off reaches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from models.message import Refusal
from models.people import Actor, Role

_UNIT = (Role.COORDINATOR, Role.BUSINESS_MANAGER)
_CHAIR = (Role.INDEPENDENT_CHAIR, *_UNIT)  # the Business Unit files for the Chair
_REVIEWER = (Role.LEAD_REVIEWER, *_UNIT)
_PARTNERS = (Role.QIIP_MEMBER, Role.QIIP_CHAIR)
_QIIP = (Role.QIIP_CHAIR, *_UNIT)
_EXECUTIVE = (Role.EXECUTIVE,)

MAY: dict[str, tuple[Role, ...]] = {
    # the case as a whole
    "open_case": (*_UNIT, *_PARTNERS, Role.LA_REPRESENTATIVE, Role.AGENCY_CONTACT, Role.DESIGNATED_DOCTOR),
    "sin_notified": (Role.LA_REPRESENTATIVE, *_UNIT),  # N1: the local authority only
    "answer_safety_question": (*_UNIT, *_PARTNERS, Role.INDEPENDENT_CHAIR),
    "order_immediate_action": (*_UNIT, *_PARTNERS, Role.INDEPENDENT_CHAIR),
    "confirm_immediate_action": (*_UNIT, *_PARTNERS, Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD),
    "fill_gaps": (*_UNIT, Role.AGENCY_CONTACT, Role.DESIGNATED_DOCTOR, *_PARTNERS),
    "fill_sin_gaps": (*_UNIT, Role.LA_REPRESENTATIVE),
    "record_breach": (Role.LA_REPRESENTATIVE, *_UNIT),
    "answer_missed_notification": (Role.LA_REPRESENTATIVE, *_UNIT),
    "link_process": (*_UNIT, *_PARTNERS),
    "record_alte_outcome": (*_UNIT, Role.DESIGNATED_DOCTOR),
    "confirm_cascade": (*_UNIT, *_PARTNERS),
    "correct_notification": _UNIT,
    "calendar_changed": _UNIT,
    "explain_lateness": _UNIT,
    "restart_part": _UNIT,
    # threshold
    "cast_vote": (Role.QIIP_MEMBER,),
    "recuse": (Role.QIIP_MEMBER, *_UNIT),
    # rapid review
    "appoint_chair": _UNIT,
    "replace_chair": _QIIP,
    "declare_conflict": (*_CHAIR, *_PARTNERS, Role.MANAGEMENT_GROUP_CHAIR, *_EXECUTIVE),
    "request_information": _CHAIR,
    "withdraw_request": _CHAIR,
    "agency_return_received": (*_UNIT, Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD, *_PARTNERS),
    "settle_chronology": _CHAIR,
    "move_panel": _CHAIR,
    "hold_panel": _UNIT,  # the Coordinator takes the minutes (R7)
    "submit_report": _CHAIR,
    "check_report": (Role.BUSINESS_MANAGER,),
    "sign_report": _PARTNERS,
    "refuse_report": _PARTNERS,
    "decide_refusal": _EXECUTIVE,
    "sign_in_place": (Role.MANAGEMENT_GROUP_CHAIR,),
    "approve_pending_submission": _EXECUTIVE,
    "record_submission": _UNIT,
    "stand_down": (*_UNIT, Role.LA_REPRESENTATIVE, Role.QIIP_CHAIR),
    "panel_acknowledged": _UNIT,
    "extend_step": (Role.BUSINESS_MANAGER, Role.QIIP_CHAIR),
    "pause_clock": (Role.BUSINESS_MANAGER, Role.QIIP_CHAIR),
    "resume_clock": (Role.BUSINESS_MANAGER, Role.QIIP_CHAIR),
    # the National Panel's reply
    "panel_replied": _UNIT,
    "answer_queries": (*_UNIT, Role.QIIP_CHAIR),
    "reconsider_lcspr": (Role.QIIP_CHAIR,),
    "national_review_ended": _UNIT,
    "close_wait": (Role.BUSINESS_MANAGER,),
    # LCSPR
    "set_methodology": _QIIP,
    "appoint_reviewer": _QIIP,
    "replace_reviewer": _QIIP,
    "request_from_reviewer": (*_UNIT, *_PARTNERS),
    "record_monitoring": (*_UNIT, *_PARTNERS),
    "submit_draft": _REVIEWER,
    "sign_draft": (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD, *_PARTNERS),
    "query_draft": (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD, *_PARTNERS),
    "file_response_plan": _QIIP,
    "confirm_response_plan": _QIIP,
    "agree_publication_plan": (Role.QIIP_MEMBER,),
    "file_publication_plan": _QIIP,
    "check_anonymisation": (*_UNIT, *_PARTNERS),
    "declare_ready": (Role.QIIP_CHAIR,),
    "endorse_report": (Role.MANAGEMENT_GROUP_CHAIR,),
    "skip_endorsement": (Role.MANAGEMENT_GROUP_CHAIR, Role.EXECUTIVE, Role.BUSINESS_MANAGER),
    "sign_off_lcspr": _EXECUTIVE,
    "decline_lcspr": _EXECUTIVE,
    "forecast_publication": (Role.LEAD_REVIEWER, *_QIIP),
    "send_delay_notice": _UNIT,
    "hold_lcspr": _QIIP,
    "extend_hold": _QIIP,
    "release_lcspr": _QIIP,
    "decide_not_to_publish": _EXECUTIVE,
    # publication
    "record_sending": _UNIT,
    "hold_publication": _UNIT,
    "extend_publication_hold": _UNIT,
    "release_publication": _UNIT,
    "decide_against_publication": _EXECUTIVE,
    "publish_report": _UNIT,
    "record_cascade": _UNIT,
    "record_availability_check": _UNIT,
    "withdraw_report": _UNIT,
    "publish_improvements": _UNIT,
    # learning
    "add_action": (*_UNIT, *_PARTNERS),
    "update_action": (*_UNIT, *_PARTNERS, Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD),
    "complete_action": (*_UNIT, *_PARTNERS, Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD),
    "hand_over_action": _QIIP,
    "redate_action": _QIIP,
}

_READERS = (*_UNIT, *_PARTNERS, *_EXECUTIVE, Role.SCRUTINEER)
_OF_THE_CASE = (Role.INDEPENDENT_CHAIR, Role.LEAD_REVIEWER)
_EVERYBODY = tuple(role for role in Role if role is not Role.SERVICE)

SEES: dict[str, tuple[Role, ...]] = {
    # without a case
    "see_my_work": _EVERYBODY,
    "see_account": _EVERYBODY,
    "list_cases": (*_READERS, *_OF_THE_CASE, Role.MANAGEMENT_GROUP_CHAIR, Role.LA_REPRESENTATIVE),
    "see_team": (*_UNIT, Role.SCRUTINEER),
    "see_calendar": _EVERYBODY,
    "proclaim_day": _UNIT,
    "see_directory": (*_UNIT, *_EXECUTIVE, Role.SCRUTINEER),
    "change_directory": _UNIT,
    "confirm_directory": (*_UNIT, *_EXECUTIVE),  # the second person
    "see_policy": (*_READERS, Role.MANAGEMENT_GROUP_CHAIR, *_OF_THE_CASE),
    "see_letters": (*_UNIT, Role.SCRUTINEER),
    "read_mailbox": (*_UNIT, Role.SCRUTINEER),
    "verify_audit": (*_UNIT, *_EXECUTIVE, Role.SCRUTINEER),
    # of a case
    "read_case": (*_READERS, *_OF_THE_CASE, Role.MANAGEMENT_GROUP_CHAIR, Role.LA_REPRESENTATIVE),
    "read_papers": (*_READERS, *_OF_THE_CASE, Role.MANAGEMENT_GROUP_CHAIR),
    "attach_document": (*_UNIT, *_PARTNERS, *_OF_THE_CASE, Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD),
    "what_if": (*_UNIT, Role.QIIP_CHAIR, Role.INDEPENDENT_CHAIR),
    "read_own_request": (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD),
    "issue_link": _UNIT,
    "finish_task": _UNIT,  # ticks off what no message ends, such as a telephone call (E5)
}


class Relation(StrEnum):
    """What somebody is to a case."""

    CHAIRS = "chairs"  # is its Independent Chair
    LEADS = "leads"  # is the Lead Reviewer of its LCSPR
    ASKED = "asked"  # their agency was asked for a return, raised the case, or owns an action in it
    WALLED = "walled"  # a conflict of interest is declared for them


ONLY_OWN: Mapping[Role, Relation] = MappingProxyType(
    {
        Role.INDEPENDENT_CHAIR: Relation.CHAIRS,
        Role.LEAD_REVIEWER: Relation.LEADS,
        Role.AGENCY_CONTACT: Relation.ASKED,
        Role.SAFEGUARDING_LEAD: Relation.ASKED,
    }
)
THOUGH_WALLED = frozenset({"declare_conflict"})  # whoever is walled off may still say so, of themselves or others
OF_AGENCIES = (Role.AGENCY_CONTACT, Role.SAFEGUARDING_LEAD)  # speak for one agency each
WITHOUT_A_CASE = frozenset({"open_case", "list_cases", "see_my_work", "see_account", "see_calendar", "see_policy"})

_WORDS = {role: role.value.replace("_", " ") for role in Role}


def roles_for(action: str) -> tuple[Role, ...]:
    """The roles that may do or see this at all; nobody for an action the table does not know."""
    return MAY.get(action) or SEES.get(action, ())


def refuses(action: str, by: Actor, relations: frozenset[Relation] | None = None) -> Refusal | None:
    """Why may this actor not do or see this, in this capacity, in a case they have these relations to?

    None: they may. Without ``relations`` only the role is asked: the part that is told knows the rest, or there is no
    case yet.
    """
    roles = roles_for(action)
    if by.role not in roles:
        allowed = ", ".join(_WORDS[role] for role in roles) or "nobody"
        says = f"A {_WORDS[by.role]} may not do this. It is for: {allowed}."
        return Refusal(code="not_entitled", says=says)
    return None if relations is None or action in WITHOUT_A_CASE else _refuses_stranger(action, by, relations)


def refuses_agency(by: Actor, agency: str) -> Refusal | None:
    """Does somebody who speaks for one agency speak here for another? None: they do not (K1)."""
    if by.role not in OF_AGENCIES or by.agency == agency:
        return None
    return Refusal(code="wrong_agency", says="agency: you speak for your own agency only.")


def _refuses_stranger(action: str, by: Actor, relations: frozenset[Relation]) -> Refusal | None:
    if Relation.WALLED in relations and action not in THOUGH_WALLED:
        return Refusal(code="conflicted", says="A conflict of interest is declared for you in this case.")
    needed = ONLY_OWN.get(by.role)
    if needed is None or needed in relations:
        return None
    return Refusal(code="not_yours", says=f"This case is not one that you, as {_WORDS[by.role]}, have a part in.")
