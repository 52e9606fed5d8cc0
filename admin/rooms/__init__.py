"""The rooms: one page for each part of a case, with what is known, what is missing and what can be done there.

What a room shows is read from the case's own entries in the audit trail: where a rule of ``models`` decides something,
the entries are played back to that same rule, so that page and workflow judge alike.
"""
