"""How each phone stands: what it sent, what is missing, whether it is clear.

Rule: a phone is *clear* only after it reported its last number and everything up to it is here, or was signed
off (a scan made after that takes the sign-off away); a revoked phone cannot say that it is done, so it is clear
once every number it named is here. A gap is a number that the phone gave out and nobody received.
"""

from collections import defaultdict
from dataclasses import dataclass

from campaigns.models import Campaign
from registrations.models import Device, QuarantinedScan, ScanEvent

MOST_GAPS_NAMED = 20


@dataclass(frozen=True)
class DeviceStanding:
    device: Device
    received: int
    gaps: tuple[int, ...]
    gap_count: int

    @property
    def is_finished(self) -> bool:
        last = self.device.final_sequence
        return last is not None and self.device.last_reported_sequence <= last

    @property
    def is_clear(self) -> bool:
        has_ended = self.is_finished or self.device.is_revoked
        return self.device.signed_off_at is not None or (has_ended and not self.gap_count)


def device_standings(campaign: Campaign) -> list[DeviceStanding]:
    """Phones in the order of their numbers; desks are always clear and are left out."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for model in (ScanEvent, QuarantinedScan):
        rows = model.objects.filter(campaign=campaign, device__isnull=False, sequence__isnull=False)
        for device_id, sequence in rows.values_list("device_id", "sequence"):
            numbers[device_id].add(sequence or 0)
    phones = Device.objects.for_campaign(campaign).phones().select_related("staff").in_number_order()
    return [_standing(device, numbers[device.pk]) for device in phones]


def _standing(device: Device, received: set[int]) -> DeviceStanding:
    highest = max([device.last_reported_sequence, *received])
    gaps = [number for number in range(1, highest + 1) if number not in received] if highest < 100_000 else []
    return DeviceStanding(device, len(received), tuple(gaps[:MOST_GAPS_NAMED]), highest - len(received))


def devices_not_clear(campaign: Campaign) -> list[DeviceStanding]:
    """What the draw waits for."""
    return [standing for standing in device_standings(campaign) if not standing.is_clear]
