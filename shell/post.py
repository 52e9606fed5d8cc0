"""``post``: the letters of a case and how far each has come, those that could not be delivered first (E2, E5)."""

from __future__ import annotations

from shell.acting import Case
from shell.dates import AsJson, print_json
from shell.tables import print_lines, print_table

ORDER = ("permanent", "ambiguous", "retry", "sending", "pending", "sent")


def post(case: Case, as_json: AsJson = False) -> None:
    """List the letters of a case: to whom, why, due when, how far they have come; the undeliverable first."""
    from shell.composition import open_front_desk
    from shell.words import holder_words, instant

    with open_front_desk() as front:
        front.house.register.case(case)
        letters = sorted(front.house.register.outbox_of(case), key=lambda row: (ORDER.index(str(row.state)), row.id))
        if as_json:
            names = ("purpose", "recipient", "about", "attempt", "message_id", "why")
            print_json(
                [
                    {
                        **{name: getattr(row, name) for name in names},
                        "state": str(row.state),
                        "due": row.due.isoformat(),
                    }
                    for row in letters
                ]
            )
            return
        rows = [
            (
                str(row.state),
                row.purpose.replace("_", " "),
                holder_words(row.recipient, front.house),
                row.due.isoformat(),
                instant(row.sent_at) or f"not before {instant(row.next_at)}",
                str(row.attempt or ""),
                row.why or "",
            )
            for row in letters
        ]
    if not rows:
        print_lines(["This case has no letters yet."])
        return
    print_table(("State", "Purpose", "To", "Due", "Sent", "Attempt", "Why"), rows)
