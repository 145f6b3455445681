/* Puts a scene of the evening on the big screen: hashes, dice, drums, the winner. Words stand in the template. */
(function (root) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const PIPS = { 1: [[50, 50]], 2: [[25, 25], [75, 75]], 3: [[25, 25], [50, 50], [75, 75]] };
  PIPS[4] = [[25, 25], [75, 75], [25, 75], [75, 25]];
  PIPS[5] = [...PIPS[4], [50, 50]];
  PIPS[6] = [...PIPS[4], [25, 50], [75, 50]];
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const find = (name) => document.querySelectorAll(`[data-slot="${name}"]`);
  const put = (name, text) => find(name).forEach((slot) => { slot.textContent = text; });
  const show = (element, isShown) => { element.toggleAttribute("hidden", !isShown); }; // drawings have no .hidden

  function shape(tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function die(face, isNext, label) {
    const said = face ? { role: "img", "aria-label": label.replace("{face}", face) } : { "aria-hidden": "true" };
    const svg = shape("svg", { viewBox: "0 0 100 100", ...said });
    const box = { class: isNext ? "cur" : "slot", x: 3, y: 3, width: 94, height: 94, rx: 18 };
    svg.append(shape("rect", face ? { class: "d", width: 100, height: 100, rx: 18 } : box));
    for (const [cx, cy] of PIPS[face] || []) svg.append(shape("circle", { class: "pip", cx, cy, r: 10 }));
    return svg;
  }

  function putDice(needed, thrown) {
    const box = document.querySelector(".dice"), label = box.dataset.face;
    const dice = Array.from({ length: needed }, (_, at) => die(thrown[at], at === thrown.length, label));
    box.replaceChildren(...dice);
    const left = needed - thrown.length, word = left > 1 ? "many" : left ? "one" : "full";
    document.querySelectorAll("[data-dice]").forEach((line) => show(line, line.dataset.dice === word));
    put("left", left);
  }

  // 64 signs as two lines of four groups: what a room can compare with a photograph.
  function putHash(name, hash) {
    const groups = hash.match(/.{8}/g) || [];
    find(name).forEach((slot) => {
      slot.replaceChildren(groups.slice(0, 4).join(" "), document.createElement("br"), groups.slice(4).join(" "));
    });
  }

  function putPrize({ prize, unit }) {
    put("prize", prize.name);
    put("worth", prize.worth);
    document.querySelectorAll("[data-priced]").forEach((line) => show(line, prize.worth !== ""));
    put("unit", unit);
    put("quantity", prize.quantity);
    document.querySelectorAll("[data-several]").forEach((line) => show(line, prize.quantity > 1));
  }

  function rest(width) {
    const one = document.querySelector("#drum").content;
    document.querySelector(".drums").replaceChildren(...Array.from({ length: width }, () => one.cloneNode(true)));
  }

  function turn(width) {
    rest(width);
    document.querySelectorAll(".drum").forEach((drum) => drum.classList.toggle("turning", !calm()));
  }

  // The drums stop from left to right on what is already written down.
  async function land(number, width) {
    const digits = String(number).padStart(width, "0").split("");
    for (const [at, drum] of Array.from(document.querySelectorAll(".drum")).entries()) {
      drum.classList.remove("turning");
      drum.classList.add("still");
      drum.querySelector(".c").textContent = digits[at];
      if (!calm()) await new Promise((go) => { setTimeout(go, 700); });
    }
    if (!calm()) await new Promise((go) => { setTimeout(go, 900); });
  }

  function putWinner(winner) {
    ["number", "before", "after", "name", "region", "rest"].forEach((slot) => put(slot, winner[slot]));
    const plate = document.querySelector(".win .plate");
    document.querySelector(".win .name").classList.toggle("long", winner.is_long);
    show(plate, Boolean(winner.rest));
    plate.classList.toggle("nev", winner.nev);
    putPrize(winner);
  }

  // One line a prize: its name and the numbers that won it.
  function putAllWon(wins, undrawn) {
    const list = document.querySelector('[data-part="all-won"]');
    const lines = Object.entries(wins).flatMap(([prize, numbers]) => [["dt", prize], ["dd", numbers.join(" · ")]]);
    if (undrawn.length) lines.push(["dt", list.dataset.undrawn], ["dd", undrawn.join(" · ")]);
    show(document.querySelector('[data-part="all-drawn"]'), !undrawn.length);
    show(document.querySelector('[data-part="some-left"]'), undrawn.length > 0);
    list.replaceChildren(...lines.map(([tag, text]) => {
      const line = document.createElement(tag);
      line.textContent = text;
      return line;
    }));
  }

  function putScene(name) {
    document.querySelectorAll("[data-scene]").forEach((part) => {
      show(part, part.dataset.scene.split(" ").includes(name));
    });
    document.body.dataset.on = name;
  }

  root.ConvoyStage = {
    find, land, put, putAllWon, putDice, putHash, putPrize, putScene, putWinner, rest, show, turn,
  };
})(globalThis);
