/* The arithmetic of a draw, the same as verify_draw.py: hashes of what is sealed, how many dice, the order.
   Needs draw-sha256.js before it. No network, no page. */
(function (root) {
  "use strict";
  const { sha256, hmac, joined, toHex, fromHex } = root.ConvoyHash;
  const LABEL = "convoy-draw/1";
  const utf8 = (text) => new TextEncoder().encode(text);
  const hashOf = (data) => toHex(sha256(typeof data === "string" ? utf8(data) : data));

  function bigEndian(number, length) {
    const out = new Uint8Array(length);
    for (let at = length - 1, rest = number; at >= 0; at -= 1, rest = Math.floor(rest / 256)) out[at] = rest % 256;
    return out;
  }

  // Each part behind its length: no two lists of parts read alike.
  function packed(...parts) {
    return joined(...parts.map(utf8).flatMap((bytes) => [bigEndian(bytes.length, 4), bytes]));
  }

  function canonical(thing) {
    if (Array.isArray(thing)) return "[" + thing.map(canonical).join(",") + "]";
    if (thing === null || typeof thing !== "object") return JSON.stringify(thing);
    const pairs = Object.keys(thing).sort().map((name) => JSON.stringify(name) + ":" + canonical(thing[name]));
    return "{" + pairs.join(",") + "}";
  }

  const listHash = (entrants) => hashOf(entrants.map(([number, code]) => number + " " + code + "\n").join(""));
  const prizeHash = (prizes) => hashOf(prizes.map((p) => p.quantity + "\t" + p.value + "\t" + p.name + "\n").join(""));
  const exclusionHash = (exclusions, override) => hashOf(canonical({ exclusions, override }));

  function commitment(draw, number, hashes) {
    const sealed = ["secret_hash", "list_hash", "prize_hash", "exclusion_hash"].map((name) => hashes[name]);
    return hashOf(packed(LABEL + "/commit", draw, String(number), ...sealed));
  }

  // The fewest dice with 6^dice >= cars * 2^20: more throws than anyone could try out.
  function diceCount(cars) {
    let dice = 0;
    while (6n ** BigInt(dice) < BigInt(cars) << 20n) dice += 1;
    return dice;
  }

  function* randomNumbers(key) {
    for (let counter = 0; ; counter += 1) {
      const view = new DataView(hmac(key, bigEndian(counter, 8)).buffer);
      for (let at = 0; at < 32; at += 8) yield view.getBigUint64(at);
    }
  }

  // Uniform: numbers in the last, incomplete run of `limit` are thrown away.
  function numberBelow(limit, numbers) {
    const many = BigInt(limit), fair = 2n ** 64n - (2n ** 64n % many);
    for (;;) {
      const number = numbers.next().value;
      if (number < fair) return Number(number % many);
    }
  }

  // The whole evening's order at once (Fisher-Yates from the end).
  function drawingOrder(entryNumbers, secret, commit, thrown) {
    const numbers = randomNumbers(hmac(fromHex(secret), packed(LABEL + "/key", commit, thrown)));
    const order = entryNumbers.slice();
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = numberBelow(last + 1, numbers);
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  }

  function prizeUnits(prizes) {
    return prizes.flatMap((prize, at) => Array.from({ length: prize.quantity }, (_, unit) => [at + 1, unit + 1]));
  }

  // [number, prize, unit] to call next, or null when prizes or cars are used up. An absent car is passed; its
  // prize goes to the next in order, prizes already won never move.
  function nextCall(order, units, results) {
    const won = results.filter((result) => result === "won").length;
    if (won >= units.length || results.length >= order.length) return null;
    return [order[results.length], ...units[won]];
  }

  root.ConvoyDraw = {
    LABEL, hashOf, packed, canonical, listHash, prizeHash, exclusionHash, commitment, diceCount,
    randomNumbers, numberBelow, drawingOrder, prizeUnits, nextCall, fromHex,
  };
})(globalThis);
