"""How things look, worked out in Python: icons, gauges, plates, dates, places to go. No queries, no HTML."""
