"""Whose work an act is: what *Today* shows somebody and what it leaves to others.

Rule: a task is its assignee's, an unassigned one the planners'; what a campaign's state asks for belongs to a role.
What waits for somebody else is not done by anybody here. Administrators do everything in their club except a
colleague's tasks, and whoever plans a campaign is its planner whatever their role.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from campaigns.looks.places_to_go import may_open
from campaigns.models import Campaign, Role, Task

from .act import Act


@dataclass(frozen=True)
class Reader:
    """Somebody who is signed in; `held` are their roles by club."""

    pk: int
    held: Mapping[int, set[str]]

    def roles_for(self, campaign: Campaign) -> set[str]:
        return self.held.get(campaign.club_id, set())

    def plays(self, campaign: Campaign, roles: Iterable[str]) -> bool:
        """Whether work of one of these roles is theirs in this campaign."""
        asked, is_planner = set(roles), campaign.planner_id == self.pk
        return (is_planner and Role.PLANNER in asked) or may_open(asked, self.roles_for(campaign))

    def has_task(self, task: Task) -> bool:
        if task.assignee is not None and task.assignee.is_active:
            return task.assignee_id == self.pk
        return self.plays(task.campaign, (Role.PLANNER,))

    def own(self, act: Act) -> Act | None:
        """The act if it is theirs to do now, led to a page they may open."""
        held = self.roles_for(act.campaign) if act.campaign else set()
        if act.task is not None:
            if act.task.waiting_for or not self.has_task(act.task):
                return None
            return act if act.may_be_done_by(held) else replace(act, page="campaigns:task_list")
        if act.is_awaited or (act.campaign and act.job_of and not self.plays(act.campaign, act.job_of)):
            return None
        return act if act.may_be_done_by(held) else None
