"""What is left when a case has ended: letters, histories, the audit chain."""

from __future__ import annotations

from collections import Counter
from typing import Any

from adapters.register.outbox import PostState
from demo.noticing import SPLIT
from demo.telling import Tale
from models.wording import OUTCOMES, words


async def balance(tale: Tale) -> dict[str, Any]:
    """The figures of a case that has ended; a letter unsent or sent twice, or a broken chain, breaks the story."""
    register = tale.office.people.house.register
    rows = [row for row in register.outbox_of(tale.case) if row.message_id != SPLIT]
    sent = [row for row in rows if row.state is PostState.SENT]
    told = Counter((row.purpose, row.recipient, row.due, row.about) for row in sent)
    twice = sum(times > 1 for times in told.values())
    verdict = register.verify()
    tale.expect(len(sent) == len(rows), f"{len(rows) - len(sent)} letters have not gone")
    tale.expect(not twice, f"{twice} letters went twice")
    tale.expect(verdict.ok, f"the audit chain holds ({verdict.why})")
    histories = await tale.office.count_histories(tale.case)
    late = sum(entry.kind == "late" for entry in tale.diary.entries if entry.case == tale.case)
    return {
        "case": tale.case,
        "outcome": register.case(tale.case).outcome,
        "letters": len(sent),
        "batches_late": late,
        "audit_entries": len(register.audit_of(tale.case)),
        "chain": {"ok": verdict.ok, "rows": verdict.rows, "head": verdict.head[1]},
        "history_events": {str(part): events for part, events in histories.items()},
    }


def as_lines(found: dict[str, Any]) -> list[str]:
    """The figures in words."""
    events: dict[str, int] = found["history_events"]
    histories = ", ".join(f"{part} {number}" for part, number in events.items())
    chain = found["chain"]
    return [
        f"{found['case']}  {words(OUTCOMES, str(found['outcome']))}",
        f"letters    {found['letters']} sent, each once; none is left over",
        f"histories  {sum(events.values())} events: {histories}",
        f"audit      {found['audit_entries']} entries for this case; the chain of {chain['rows']} holds, "
        f"its head is {chain['head'][:12]}…",
    ]
