"""How often one phone, one address or one pass may ask; see campaigns/foundation/rate_limit.py.

Rule: the phone is counted first and low, the address second and far higher: a hundred owners register behind one
showroom's address, and a mobile network puts thousands behind one of its own.
"""

import ipaddress

from django.http import HttpRequest

from campaigns.foundation.rate_limit import RateLimit, client_address

HOUR = 3600

REGISTER_BY_PHONE = RateLimit("register-phone", times=10, seconds=HOUR)
REGISTER_BY_ADDRESS = RateLimit("register-address", times=3000, seconds=HOUR, uncounted=20)
LINK_BY_PHONE = RateLimit("link-phone", times=3, seconds=24 * HOUR)
LINK_BY_ADDRESS = RateLimit("link-address", times=60, seconds=HOUR)
CHANGE_BY_PASS = RateLimit("change-pass", times=120, seconds=HOUR)


def address_allows(limit: RateLimit, request: HttpRequest) -> bool:
    """Count by address, unless it is this machine's own: that one says nothing about the visitor."""
    address = client_address(request)
    try:
        is_own = ipaddress.ip_address(address).is_loopback
    except ValueError:
        is_own = False
    return is_own or limit.allows(address)
