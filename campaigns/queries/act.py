"""One thing to do: what, where it is done, by when."""

import datetime as dt
from dataclasses import dataclass

from campaigns.looks.places_to_go import first_address, may_open, roles_asked
from campaigns.models import Campaign, Task


@dataclass(frozen=True)
class Act:
    """One thing to do: where, by when. `page` is a URL name that takes the campaign's slug."""

    title: str
    detail: str
    page: str
    button: str
    due_at: dt.datetime | None = None
    is_late: bool = False
    icon: str = "flag"
    campaign: Campaign | None = None
    argument: str = ""
    stage: int = 0  # of the calls, on the calling desk
    is_all_day: bool = False  # due on a day, at no hour of it
    is_ongoing: bool = False  # work of every day until it is done, whenever its deadline is
    roles: tuple[str, ...] = ()  # who may do it, where the page asks for less
    job_of: tuple[str, ...] = ()  # whose work it is, where more people may do it
    is_awaited: bool = False  # somebody outside was asked and has to answer
    task: Task | None = None  # a task of the plan; else the campaign's state asks for it

    @property
    def url(self) -> str:
        """Where it is done."""
        kwargs: dict[str, object] = {"slug": self.campaign.slug if self.campaign else ""}
        if self.argument:
            kwargs["stop" if self.page == "registrations:check_in" else "verb"] = self.argument
        if self.stage:
            kwargs["stage"] = self.stage
        return first_address([self.page], **kwargs)

    def may_be_done_by(self, held: set[str]) -> bool:
        """Whether somebody with these roles in the club may open the page where it is done."""
        url = self.url
        return not url or may_open(self.roles or roles_asked(url), held)
