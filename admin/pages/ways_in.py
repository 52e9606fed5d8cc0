"""Every door by which somebody comes in, and the account behind it."""

from __future__ import annotations

from admin.door import Door
from admin.pages import account, accounts, confirm, invitation, provider, set_up, sign_in

DOORS: tuple[Door, ...] = (
    sign_in.door,
    set_up.door,
    invitation.door,
    provider.door,
    confirm.door,
    account.door,
    accounts.door,
)
