"""Which shape and word a state wears. Shapes live in static/css/components/status.css.

Rule: red is for "not here", never for "cancelled by the owner".
"""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

STATUSES: dict[str, tuple[str, str | Promise]] = {
    "waiting": ("waiting", pgettext_lazy("status", "waiting")),
    "offered": ("offered", pgettext_lazy("status", "place offered")),
    "held": ("registered", pgettext_lazy("status", "registered")),
    "confirmed": ("confirmed", pgettext_lazy("status", "confirmed")),
    "arrived": ("arrived", pgettext_lazy("status", "arrived")),
    "declined": ("released", pgettext_lazy("status", "offer declined")),
    "cancelled": ("released", pgettext_lazy("status", "cancelled")),
    "released": ("released", pgettext_lazy("status", "released")),
    "expired": ("released", pgettext_lazy("status", "offer expired")),
    "absent": ("absent", pgettext_lazy("status", "missing")),
    "no_show": ("absent", pgettext_lazy("status", "no-show")),
    "late": ("late", pgettext_lazy("status", "late")),
    "overdue": ("late", pgettext_lazy("status", "overdue")),
}
