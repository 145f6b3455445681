"""Papers of the plan. Rule: data in, bytes out; nothing here changes a row."""
