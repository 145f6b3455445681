"""A visitor for measuring: one kept-alive connection, cookies, forms. Loopback only.

Rule: the same client walks our journey and the bare one, so its own cost is in both.
"""

import asyncio
import zlib
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Visitor:
    base: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Answer:
        return await self._send("GET", path, b"", {})

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._send("POST", path, urlencode(fields).encode(), kind)

    async def post_json(self, path: str, body: bytes) -> Answer:
        return await self._send("POST", path, body, {"Content-Type": "application/json"})

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None

    async def _send(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Answer:
        target = urlsplit(self.base)
        if target.hostname not in LOOPBACK:
            raise ValueError("only this machine is ever measured")
        if self._streams is None:
            self._streams = await asyncio.open_connection(target.hostname, target.port)
        reader, writer = self._streams
        headers = {"Host": target.netloc, "Content-Length": str(len(body)), **self.headers, **more}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        answer = await self._read(reader)
        if answer.headers.get("connection") == "close":
            writer.close()
            self._streams = None
        return answer

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:-2]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
            headers[name.lower()] = value
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("content-encoding") == "gzip":
            body = zlib.decompress(body, 31)
        return Answer(int(head[0].split()[1]), headers, body)
