"""The catalogue of messages is whole, and nobody may say what the table of authority does not know (K1)."""

from models import authority, lcspr, learning, panel_reply, publication, rapid_review
from models.commands import Decision, Fact, Told
from models.messages.catalogue import DECISIONS, FACTS, MESSAGES
from models.wording import STAGES


def below(kind: type[Told]) -> list[type[Told]]:
    return [each for child in kind.__subclasses__() for each in (child, *below(child))]


def test_every_message_there_is_stands_in_the_catalogue_under_its_own_name() -> None:
    said = [each for kind in (Decision, Fact) for each in below(kind) if "name" in vars(each)]

    assert {each.name for each in said if each.__module__.startswith("models.")} == set(MESSAGES)
    assert set(DECISIONS) | set(FACTS) == set(MESSAGES)
    assert not set(DECISIONS) & set(FACTS)


def test_every_message_says_to_which_part_and_what_it_is_for() -> None:
    for name, kind in MESSAGES.items():
        assert kind.name == name
        assert kind.part
        assert kind.__doc__, name


def test_whoever_may_say_something_stands_in_the_table_of_authority_and_nothing_else_does() -> None:
    assert set(authority.MAY) - {"open_case"} == set(MESSAGES)


def test_every_stage_has_a_name_people_read() -> None:
    parts = (rapid_review, panel_reply, lcspr, publication, learning)

    unnamed = [stage for part in parts for stage in part.Stage if stage.value not in STAGES]

    assert unnamed == []
