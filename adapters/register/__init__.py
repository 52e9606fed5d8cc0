"""The case register (SQLAlchemy; SQLite embedded, PostgreSQL in service): forms, read model, audit trail, outbox."""

from adapters.register.register import Register

__all__ = ["Register"]
