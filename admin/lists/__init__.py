"""The list of cases: its filters, its lines, saved lists, and the search by a child."""
