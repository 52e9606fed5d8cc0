"""The circles of people that several parts write to."""

from __future__ import annotations

from models.people import Partner, Role, to_partner, to_role

UNIT = (to_role(Role.COORDINATOR), to_role(Role.BUSINESS_MANAGER))  # the Business Unit
PARTNERS = tuple(to_partner(partner) for partner in Partner)
QIIP_CHAIR = to_role(Role.QIIP_CHAIR)
EXECUTIVE = to_role(Role.EXECUTIVE)
MANAGEMENT_GROUP_CHAIR = to_role(Role.MANAGEMENT_GROUP_CHAIR)
