"""What waits for whom: a person's own work, and the whole partnership's."""
