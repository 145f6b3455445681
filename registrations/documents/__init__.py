"""Papers about people. Rule: data in, bytes out; names and numbers are masked unless the caller passes them whole."""
