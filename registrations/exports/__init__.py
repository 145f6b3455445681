"""Files people take away: calendars, sheets."""
