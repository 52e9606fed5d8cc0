"""The adapters put together, once, for the worker and the shell: who leans on whom, and on which settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from adapters.bank_holidays import EnglandBankHolidays
from adapters.clock import SystemClock
from adapters.encryption import EncryptionError, MasterKeys
from adapters.letters import LetterHead, Letters
from adapters.mail import open_mail
from adapters.mail.mailbox import MailboxFolder
from adapters.mail.message import Sender
from adapters.mail.smtp import MailUrlRefused, SmtpMail
from adapters.office_hours import PolicyOfficeHours
from adapters.policies import PolicyFolder
from adapters.register import Register
from adapters.settings import Settings, SettingsRefused, master_keys_text
from models.london import london_date
from models.policy import Policy
from models.working_days import CalendarDay, DayKind
from shell.state import HouseNotReady


@dataclass(frozen=True)
class House:
    """What activities and the desk are handed."""

    settings: Settings
    clock: SystemClock
    register: Register
    policies: PolicyFolder
    calendars: EnglandBankHolidays
    hours: PolicyOfficeHours

    def edition(self, at: datetime) -> Policy:
        """This partnership's policy in force at an instant (C7)."""
        return self.policies.edition_on(self.settings.partnership, london_date(at))

    def letters(self) -> Letters:
        """The stationery, headed as the edition in force says."""
        policy = self.edition(self.clock.now())
        closes = policy.hours.closes.value.strftime("%H:%M")
        head = LetterHead(
            partnership=policy.name,
            telephone=self.settings.telephone,
            base_url=self.settings.pages_address,
            due_hour=closes,
        )
        return Letters(head)

    def mail(self) -> MailboxFolder | SmtpMail:
        """Where letters are handed over; raises HouseNotReady for an address that is none."""
        name = self.edition(self.clock.now()).name
        try:
            return open_mail(self.settings.mail_address, Sender(address=self.settings.mail_from, name=name))
        except MailUrlRefused as refusal:
            raise HouseNotReady(f"REVIEW_MAIL_URL: {refusal}") from None


@contextmanager
def open_house(settings: Settings) -> Iterator[House]:
    """Everything opened, and closed again; raises SettingsRefused or HouseNotReady, naming what is missing."""
    clock, policies = SystemClock(), PolicyFolder(settings.policies)

    def edition(at: datetime) -> Policy:
        return policies.edition_on(settings.partnership, london_date(at))

    def proclaimed() -> list[CalendarDay]:
        days = register.calendar_days()
        return [CalendarDay(date=day.on, kind=DayKind(day.kind), reason=day.reason) for day in days]

    calendars = EnglandBankHolidays(proclaimed)
    hours = PolicyOfficeHours(edition, calendars.calendar)
    register = Register.open(settings.register_address, master_keys(settings), clock, hours)
    try:
        yield House(settings, clock, register, policies, calendars, hours)
    finally:
        register.close()


def master_keys(settings: Settings) -> MasterKeys:
    """The ring of master keys; raises SettingsRefused where there is none, HouseNotReady where it cannot be read."""
    try:
        return MasterKeys.parse(master_keys_text(settings))
    except EncryptionError as error:
        raise HouseNotReady(f"The master keys do not fit: {error}") from None


def refuse_demo_people(house: House) -> None:
    """In production: raises SettingsRefused when the register holds the fictional agencies of the demo."""
    if house.settings.profile == "production" and any("(fictional)" in row.name for row in house.register.agencies()):
        raise SettingsRefused(["REVIEW_REGISTER_URL: this register holds demo people; production needs one of its own"])
