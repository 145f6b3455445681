"""A camera that sees one QR code: a y4m film made with Pillow, fed to Chromium's fake device."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from campaigns.foundation import qr

WIDTH, HEIGHT = 640, 480


def film(text: str, path: Path) -> Path:
    """A few grey frames with the code a little turned, as a hand holds it."""
    code = Image.open(BytesIO(qr.png(text, module_px=6))).convert("L").rotate(7, expand=True, fillcolor=255)
    frame = Image.new("L", (WIDTH, HEIGHT), 90)
    frame.paste(code, ((WIDTH - code.width) // 2, (HEIGHT - code.height) // 2))
    colourless = bytes([128]) * (WIDTH * HEIGHT // 2)
    with path.open("wb") as out:
        out.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode())
        for _frame in range(5):
            out.write(b"FRAME\n" + frame.tobytes() + colourless)
    return path


def flags(path: Path) -> list[str]:
    return [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
    ]
