"""A file becoming records: reading → planning (saves nothing) → running (one transaction through changes) → undo."""
