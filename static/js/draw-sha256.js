/* SHA-256 and HMAC-SHA256 (FIPS 180-4, RFC 2104) without WebCrypto, which browsers withhold from files opened
   from disk and from plain http. Bytes in, bytes out. */
(function (root) {
  "use strict";
  const ROUND = new Uint32Array(64), START = new Uint32Array(8);
  (function constants() {
    const fraction = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32);
    for (let candidate = 2, found = 0; found < 64; candidate += 1) {
      let prime = true;
      for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) prime = false;
      if (!prime) continue;
      if (found < 8) START[found] = fraction(Math.sqrt(candidate));
      ROUND[found] = fraction(Math.cbrt(candidate));
      found += 1;
    }
  })();
  const turn = (word, bits) => (word >>> bits) | (word << (32 - bits));

  function padded(bytes) {
    const out = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
    out.set(bytes);
    out[bytes.length] = 0x80;
    const view = new DataView(out.buffer);
    view.setUint32(out.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(out.length - 4, (bytes.length << 3) >>> 0);
    return view;
  }

  function absorb(state, view, at, words) {
    for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const near = words[i - 2], far = words[i - 15];
      const s1 = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10), s0 = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25), choose = (e & f) ^ (~e & g);
      const one = (h + big1 + choose + ROUND[i] + words[i]) | 0;
      const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22), most = (a & b) ^ (a & c) ^ (b & c);
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + big0 + most) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
  }

  function sha256(bytes) {
    const state = START.slice(), words = new Int32Array(64), view = padded(bytes);
    for (let at = 0; at < view.byteLength; at += 64) absorb(state, view, at, words);
    const out = new DataView(new ArrayBuffer(32));
    state.forEach((word, i) => out.setUint32(4 * i, word));
    return new Uint8Array(out.buffer);
  }

  function joined(...parts) {
    const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => { out.set(part, at); return at + part.length; }, 0);
    return out;
  }

  function hmac(key, message) {
    const short = key.length > 64 ? sha256(key) : key;
    const mask = (byte) => Uint8Array.from({ length: 64 }, (_, i) => (short[i] || 0) ^ byte);
    return sha256(joined(mask(0x5c), sha256(joined(mask(0x36), message))));
  }

  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const fromHex = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
  root.ConvoyHash = { sha256, hmac, joined, toHex, fromHex };
})(globalThis);
