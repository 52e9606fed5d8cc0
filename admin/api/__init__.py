"""What programs may ask: a few small answers as JSON, under the same permissions as the pages (docs/api.md)."""
