"""Pictures that people hand in: what they are is read from their content, and nothing of the original is kept.

Rule: size and pixel count are checked before a pixel is decoded; what is stored is drawn anew, upright, in sRGB,
without EXIF and so without the place it was taken.
"""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from campaigns.errors import CampaignError

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
PRINT_EDGE_PX = 2000
COVER_EDGE_PX = 960
COVER_BYTES = 40_000


class PictureRefused(CampaignError):
    """The upload is not a picture we can take; the message says what to do."""


def for_print(content: bytes) -> bytes:
    """A JPEG of at most 2,000 px a side: reports, posters, the large view. Raises PictureRefused."""
    return _jpeg(_reduced(_opened(content), PRINT_EDGE_PX), quality=85)


def for_cover(content: bytes) -> bytes:
    """A WebP of at most 40 kB for the public page, loaded lazily. Raises PictureRefused."""
    picture = _opened(content)
    for edge in (COVER_EDGE_PX, 800, 640, 480, 320):
        smaller = _reduced(picture, edge)
        for quality in (76, 60, 45, 30):
            target = BytesIO()
            smaller.save(target, "WEBP", quality=quality, method=4)
            if target.tell() <= COVER_BYTES:
                return target.getvalue()
    raise PictureRefused(_("This picture cannot be made small enough. Please choose a calmer one."))


def for_thumbnail(content: bytes, edge_px: int = 640) -> bytes:
    """A JPEG for lists and photo sheets. Raises PictureRefused."""
    return _jpeg(_reduced(_opened(content), edge_px), quality=80)


def for_logo(content: bytes) -> bytes:
    """A PNG of at most 256 px for the head of owners' pages. Raises PictureRefused."""
    target = BytesIO()
    _reduced(_opened(content), 256).save(target, "PNG", optimize=True)
    return target.getvalue()


def _opened(content: bytes) -> "Image":
    """The decoded picture, upright and in sRGB; refuses by size, kind and pixels before decoding."""
    from PIL import Image, UnidentifiedImageError

    if len(content) > MOST_BYTES:
        raise PictureRefused(_("This picture is larger than 15 MB. Please send a smaller one."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=FORMATS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureRefused(_("This is not a JPEG, PNG or WebP picture.")) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise PictureRefused(_("This picture has more than 50 million pixels. Please send a smaller one."))
    try:
        return _upright(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureRefused(_("This picture is damaged. Please save it anew and try again.")) from error


def _upright(picture: "Image") -> "Image":
    from PIL import Image, ImageOps

    profile = picture.info.get("icc_profile")
    picture.load()
    picture = ImageOps.exif_transpose(picture) or picture
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return _in_srgb(picture.convert("RGB"), profile) if picture.mode in ("RGB", "P") else picture.convert("RGB")


def _in_srgb(picture: "Image", profile: bytes | None) -> "Image":
    if not profile:
        return picture
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile: the colours as they stand
    return changed or picture


def _reduced(picture: "Image", edge_px: int) -> "Image":
    from PIL import Image

    smaller = picture.copy()
    smaller.thumbnail((edge_px, edge_px), Image.Resampling.LANCZOS)
    return smaller


def _jpeg(picture: "Image", *, quality: int) -> bytes:
    target = BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
    return target.getvalue()
