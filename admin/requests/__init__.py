"""What an agency sees of the one request that is its own."""
