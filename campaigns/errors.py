"""What the plan refuses, in sentences a planner can act on.

Rule: every refusal of an action is a `CampaignError`; its `message` is shown to people as it is.
"""


class CampaignError(Exception):
    """Base of all refusals on the plan's side. `message` is a translated sentence."""

    def __init__(self, message: str = "") -> None:
        super().__init__(str(message))
        self.message = str(message)


class MoveRefused(CampaignError):
    """A move in the campaign's life is not allowed from its state, or something it needs is missing."""

    def __init__(self, message: str = "", missing: list[str] | None = None) -> None:
        super().__init__(message)
        self.missing = missing or []


class ReasonNeeded(CampaignError):
    """A way back, an exception or an early close was asked for without a reason."""
