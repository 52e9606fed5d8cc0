"""The case register (SQLAlchemy; SQLite embedded, PostgreSQL in service): forms, read model, audit trail, outbox."""

from adapters.register.register import Register
from adapters.register.store import AWAY

__all__ = ["AWAY", "Register"]
