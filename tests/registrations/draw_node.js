/* Runs the browser's verifier under node. Lines in: {"ask": name, "with": [arguments]}. Lines out: the answers. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
for (const name of ["draw-sha256", "draw-protocol", "draw-verify", "presenter-evening"]) {
  const file = path.join(__dirname, "../../static/js", name + ".js");
  vm.runInThisContext(fs.readFileSync(file, "utf8"), file);
}

function judged(text) {
  const problems = ConvoyVerify.problems(text);
  if (problems.length) return [problems, []];
  const record = JSON.parse(text);
  const numbers = record.entrants.map((row) => row[0]);
  return [problems, record.throw ? ConvoyDraw.drawingOrder(numbers, record.secret, record.commit, record.throw) : []];
}

function acceptedWithOneBitTurned(text) {
  const bytes = Buffer.from(text, "utf8");
  let accepted = 0;
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    bytes[bit >> 3] ^= 1 << (bit & 7);
    if (ConvoyVerify.problems(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).length === 0) accepted += 1;
    bytes[bit >> 3] ^= 1 << (bit & 7);
  }
  return accepted;
}

// Plays steps on the presenter's evening; "reload" is a crash: only what was kept comes back. Out: a line a step.
function evening(steps) {
  let kept = null;
  const store = { load: () => JSON.parse(kept), save: (value) => { kept = JSON.stringify(value); } };
  let page = new ConvoyEvening(store);
  return steps.map(([verb, ...given]) => {
    if (verb === "reload") page = new ConvoyEvening(store);
    else if (verb === "ask") page.asking = true;
    else if (verb === "sent") page.sent(page.unsent.slice(0, given[0]), page.unsent.map(() => "stored"));
    else page[verb](...given);
    const numbers = page.draw && page.draw.throw ? page.called().map((one) => [one.number, one.result]) : [];
    return { scene: page.scene(), unsent: [...page.unsent], called: numbers, dice: page.dice };
  });
}

const asked = {
  ...ConvoyDraw,
  evening,
  judged,
  acceptedWithOneBitTurned,
  numberBelow: (limit, numbers) => ConvoyDraw.numberBelow(limit, numbers.map(BigInt)[Symbol.iterator]()),
  randomNumbers(key, many) {
    const numbers = ConvoyDraw.randomNumbers(ConvoyDraw.fromHex(key));
    return Array.from({ length: many }, () => String(numbers.next().value));
  },
};
const lines = fs.readFileSync(0, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
process.stdout.write(lines.map((line) => JSON.stringify(asked[line.ask](...line.with)) + "\n").join(""));
