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
    is_ongoing: bool = False  # work of every day until it is done, whenever its deadline is
    roles: tuple[str, ...] = ()  # who may do it, where the page asks for less
    job_of: tuple[str, ...] = ()  # whose work it is, where more people may do it
    is_awaited: bool = False  # somebody outside was asked and has to answer
    task: Task | None = None  # a task of the plan; else the campaign's state asks for it

    @property
    def url(self) -> str:
        """Where it is done. The calling desk is one for all campaigns and is told which."""
        slug = self.campaign.slug if self.campaign else ""
        if self.page == "registrations:call_desk":
            return f"{first_address([self.page])}?campaign={slug}"
        return first_address([self.page], slug=slug, **({"verb": self.argument} if self.argument else {}))

    def may_be_done_by(self, held: set[str]) -> bool:
        """Whether somebody with these roles in the club may open the page where it is done."""
        url = self.url
        return not url or may_open(self.roles or roles_asked(url), held)
