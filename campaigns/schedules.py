"""The clock's jobs on the plan's side.

Rule: every job takes the time as its argument and calls one action, so that a test gives it any clock.
"""

from datetime import datetime

from campaigns.actions.report_reminder import remind_of_reports
from campaigns.foundation import schedule


@schedule.every(seconds=600, name="remind of reports")
def remind_reports(at: datetime) -> None:
    remind_of_reports(at=at)
