/* Checks the public record of a draw. Returns the names of what is wrong, as verify_draw.py does; nothing if it
   holds. Needs draw-protocol.js before it. */
(function (root) {
  "use strict";
  const draw = root.ConvoyDraw;
  const HEX = /^[0-9a-f]{64}$/;
  const TEXTS = ("campaign club commit committed_at digest draw ended_at exclusion_hash frozen_at label list_hash " +
    "override prize_hash reason secret secret_hash state throw thrown_at").split(" ");
  const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
  const whole = (value) => Number.isInteger(value) && value >= 1 && value < 1e6;
  const isText = (value) => typeof value === "string" && !/\p{Surrogate}/u.test(value);
  const same = (a, b) => a.length === b.length && a.every((value, at) => value === b[at]);

  function hasOnly(item, texts, numbers = [], lists = []) {
    if (item === null || typeof item !== "object" || Array.isArray(item)) return false;
    return same(Object.keys(item).sort(), [...texts, ...numbers, ...lists].sort()) &&
      texts.every((name) => isText(item[name])) && numbers.every((name) => whole(item[name])) &&
      lists.every((name) => Array.isArray(item[name]));
  }

  function isRecord(record) {
    return hasOnly(record, TEXTS, ["dice", "number"], ["entrants", "exclusions", "outcomes", "prizes"]) &&
      record.label === draw.LABEL &&
      record.exclusions.every((item) => hasOnly(item, ["reason", "who"]) && item.reason !== "") &&
      record.outcomes.every((item) => hasOnly(item, ["reason", "result"], ["number", "prize", "unit"]));
  }

  function entrantsHold({ entrants }) {
    const rows = entrants.every((row) => Array.isArray(row) && row.length === 2 && whole(row[0]) && HEX.test(row[1]));
    return rows && entrants.length > 0 && new Set(entrants.map((row) => row[1])).size === entrants.length &&
      entrants.every(([number], at) => at === 0 || number > entrants[at - 1][0]);
  }

  function prizesHold({ prizes }) {
    return prizes.length > 0 && prizes.every((prize) => hasOnly(prize, ["name", "value"], ["quantity"]) &&
      /^[0-9]{1,9}\.[0-9]{2}$/.test(prize.value) &&
      /^[^\x00-\x1f\x7f]+$/.test(prize.name));
  }

  function sealProblems(record) {
    if (!HEX.test(record.secret)) return ["secret_hash"];
    const right = {
      list_hash: draw.listHash(record.entrants),
      prize_hash: draw.prizeHash(record.prizes),
      exclusion_hash: draw.exclusionHash(record.exclusions, record.override),
      secret_hash: draw.hashOf(draw.fromHex(record.secret)),
      commit: draw.commitment(record.draw, record.number, record),
    };
    return Object.keys(right).filter((name) => record[name] !== right[name]);
  }

  function throwProblems(record) {
    const isVoid = record.state === "void", dice = draw.diceCount(record.entrants.length);
    const times = ["frozen_at", "committed_at", "thrown_at", "ended_at"].map((name) => record[name]).filter(Boolean);
    const known = isVoid ? record.reason !== "" : record.state === "finished";
    if (!known || !times.every((time) => MOMENT.test(time)) || !same(times, times.slice().sort())) return ["state"];
    if (isVoid && record.throw === "" && record.dice === dice) return record.outcomes.length ? ["outcomes"] : [];
    if (record.dice !== dice || record.throw.length !== dice || /[^1-6]/.test(record.throw)) return ["throw"];
    return outcomeProblems(record);
  }

  function outcomeProblems(record) {
    const order = draw.drawingOrder(record.entrants.map((row) => row[0]), record.secret, record.commit, record.throw);
    const units = draw.prizeUnits(record.prizes), results = [];
    for (const { number, prize, unit, result, reason } of record.outcomes) {
      const call = draw.nextCall(order, units, results);
      if (!call || !same(call, [number, prize, unit]) || !["won", "absent"].includes(result)) return ["outcomes"];
      if ((result === "absent") !== (reason !== "")) return ["absence"];
      results.push(result);
    }
    return draw.nextCall(order, units, results) && !record.reason ? ["unfinished"] : [];
  }

  function problems(text) {
    const line = text.endsWith("\n") ? text.slice(0, -1) : text;
    let record;
    try {
      record = JSON.parse(line);
    } catch {
      return ["file"];
    }
    if (!isRecord(record) || draw.canonical(record) !== line) return ["file"];
    const { digest, ...body } = record;
    if (draw.hashOf(draw.canonical(body)) !== digest) return ["digest"];
    const badly = Object.entries({ entrants: entrantsHold, prizes: prizesHold }).filter(([, well]) => !well(record));
    return badly.length ? badly.map(([name]) => name) : [...sealProblems(record), ...throwProblems(record)];
  }

  root.ConvoyVerify = { problems };
})(globalThis);
