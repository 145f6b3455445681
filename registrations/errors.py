"""What the people's side refuses, in sentences an owner or a caller can act on.

Rule: every refusal of an action is a `RegistrationError`; its `message` is shown to people as it is.
"""


class RegistrationError(Exception):
    """Base of all refusals on the people's side. `message` is a translated sentence."""

    def __init__(self, message: str = "") -> None:
        super().__init__(str(message))
        self.message = str(message)


class CampaignFull(RegistrationError):
    """No place for this party now; nothing was taken. `cars_free`, `people_free` tell what is left."""

    def __init__(self, message: str = "", cars_free: int = 0, people_free: int = 0) -> None:
        super().__init__(message)
        self.cars_free = cars_free
        self.people_free = people_free


class NotRegistering(RegistrationError):
    """The campaign takes no registrations in its state."""


class AlreadyRegistered(RegistrationError):
    """The phone has a live registration in this campaign."""


class KeyReused(RegistrationError):
    """The form's key was used before with other content; `registration` is what it made."""

    def __init__(self, message: str, registration: object) -> None:
        super().__init__(message)
        self.registration = registration


class VerbRefused(RegistrationError):
    """The registration's state, or the campaign's, does not allow this verb."""


class OfferExpired(VerbRefused):
    """The offer's time is up; the place has gone to the next party."""


class RemindersFailed(RegistrationError):
    """An automatic release was refused because reminders did not go out."""


class ReasonNeeded(RegistrationError):
    """An exception or a way back was asked for without a reason."""


class ImportRefused(RegistrationError):
    """A previewed list cannot be taken: it is in already, or the archive has changed since."""


class TakenByAnother(RegistrationError):
    """Another caller has this person on the line."""


class UndoRefused(RegistrationError):
    """What a call led to cannot be taken back as it stands; the message says what can be done."""


class DrawRefused(RegistrationError):
    """The draw's state, or what it would draw from, does not allow this."""


class PhonesNotClear(DrawRefused):
    """Phones may still hold scans, so the list may miss cars. `phones` names them."""

    def __init__(self, message: str, phones: list[str]) -> None:
        super().__init__(message)
        self.phones = phones


class NotTheOrder(DrawRefused):
    """Something else was revealed than what the seal and the dice fixed."""


class CallRefused(RegistrationError):
    """This call cannot be put down: the person does not want calls, has answered already, or something is missing."""
