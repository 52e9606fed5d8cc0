"""The partnership's own affairs behind the settings: people, offices, agencies, calendar, policy, letters, record."""
