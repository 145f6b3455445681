"""Partners and vendors, and what we ask of them.

Rule: a support request goes asked → granted → delivered → evidenced → claimed 核销, or is refused.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .campaign import Campaign


class PartnerRole(models.TextChoices):
    MANUFACTURER = "manufacturer", pgettext_lazy("partner role", "manufacturer")
    FORUM = "forum", pgettext_lazy("partner role", "forum")
    MEDIA = "media", pgettext_lazy("partner role", "media")
    SPONSOR = "sponsor", pgettext_lazy("partner role", "sponsor")
    VENDOR = "vendor", pgettext_lazy("partner role", "vendor")


class Partner(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="partners")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=12, choices=PartnerRole.choices, default=PartnerRole.VENDOR)
    provides = models.CharField(_("what they provide"), max_length=160, blank=True)
    contact_name = models.CharField(_("contact"), max_length=40, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("email"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=PartnerRole.values), name="partner_role_known")
        ]

    def __str__(self) -> str:
        return self.name


class SupportKind(models.TextChoices):
    FILING = "filing", pgettext_lazy("support", "filing")
    FUNDING = "funding", pgettext_lazy("support", "funding")
    GIFTS = "gifts", pgettext_lazy("support", "gifts")
    GUESTS = "guests", pgettext_lazy("support", "guests")
    OTHER = "other", pgettext_lazy("support", "other")


class SupportState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("support state", "to ask")
    ASKED = "asked", pgettext_lazy("support state", "asked")
    GRANTED = "granted", pgettext_lazy("support state", "granted")
    DELIVERED = "delivered", pgettext_lazy("support state", "delivered")
    EVIDENCED = "evidenced", pgettext_lazy("support state", "evidenced")
    CLAIMED = "claimed", pgettext_lazy("support state", "claimed")
    REFUSED = "refused", pgettext_lazy("support state", "refused")


# What a partner has promised and the club has not yet claimed.
CLAIMABLE = (SupportState.GRANTED, SupportState.DELIVERED, SupportState.EVIDENCED)


class SupportRequestQuerySet(models.QuerySet["SupportRequest"]):
    def open(self) -> "SupportRequestQuerySet":
        return self.exclude(state__in=[SupportState.CLAIMED, SupportState.REFUSED])

    def to_be_claimed(self) -> "SupportRequestQuerySet":
        return self.filter(state__in=CLAIMABLE, claim_due_on__isnull=False)


class SupportRequest(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="support_requests")
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="support_requests"
    )
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=SupportKind.choices)
    what = models.CharField(_("what we ask"), max_length=160)
    state = models.CharField(_("state"), max_length=10, choices=SupportState.choices, default=SupportState.PLANNED)
    asked_amount = models.DecimalField(_("asked, CNY"), max_digits=12, decimal_places=2, null=True, blank=True)
    granted_amount = models.DecimalField(_("granted, CNY"), max_digits=12, decimal_places=2, null=True, blank=True)
    claimed_amount = models.DecimalField(_("claimed, CNY"), max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    claim_due_on = models.DateField(_("claim until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = SupportRequestQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=SupportKind.values), name="support_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=SupportState.values), name="support_state_known"),
        ]

    def __str__(self) -> str:
        return self.what
