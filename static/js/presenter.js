/* The presenter's page: one key, the next prize. Space or Enter goes on, 1 to 6 are dice, Z passes an absent car,
   B darkens the screen. Everything is written down before it is shown, so a reload goes on where the room was. */
(function () {
  "use strict";
  const { ConvoyEvening, ConvoyWire, ConvoyStage: stage } = globalThis;
  const { urlDraw, urlSeal, urlDice, urlReveals, urlEnd, campaign, offline } = document.body.dataset;
  const urls = { draw: urlDraw, seal: urlSeal, dice: urlDice, reveals: urlReveals, end: urlEnd };
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]");
  const KEPT = "convoy-evening-" + campaign;
  const store = {
    load: () => JSON.parse(localStorage.getItem(KEPT) || "null"),
    save: (value) => localStorage.setItem(KEPT, JSON.stringify(value)),
  };
  const evening = new ConvoyEvening(store), wire = new ConvoyWire(urls, csrf.value);
  let line = Promise.resolve(), waiting = 0, ordering = false, landing = false;

  const width = () => String(Math.max(...evening.draw.entrants.map((entrant) => entrant.number))).length;

  function paint() {
    const scene = evening.scene(), draw = evening.draw || {};
    if (draw.id) fill(draw);
    if (scene === "seal") stage.putDice(draw.dice, evening.dice);
    if (scene === "ready" || scene === "roll") stage.putPrize(evening.nextCall());
    if (scene === "ready") stage.rest(width());
    if (scene === "done") stage.putAllWon(evening.allWon(), evening.undrawn());
    if (scene === "win" || scene === "absent") stage.putWinner(evening.winner());
    stage.put("unsent", evening.unsent.length);
    stage.find("unsent-line").forEach((line) => stage.show(line, evening.unsent.length > 0));
    stage.putScene(scene);
  }

  function fill(draw) {
    ["round", "cars", "out", "prizes_left", "reason", "override", "address", "dice"].forEach((name) => stage.put(name, draw[name]));
    for (const name of ["list_hash", "prize_hash", "secret_hash", "commit", "secret", "digest"]) {
      stage.putHash(name, draw[name] || "");
    }
    stage.find("code").forEach((code) => { if (code.getAttribute("src") !== draw.code) code.src = draw.code; });
    stage.find("override-line").forEach((line) => stage.show(line, Boolean(draw.override)));
    stage.find("again").forEach((line) => stage.show(line, draw.round > 1));
  }

  function say(problem) {
    stage.put("problem", problem || "");
    stage.find("problem").forEach((line) => stage.show(line, Boolean(problem)));
  }

  // One question after the other; without an answer the page says so and stays as it is.
  function tell(question) {
    waiting += 1;
    line = line.then(() => hear(question)).then(() => { waiting -= 1; });
    return line;
  }

  async function hear(question) {
    try {
      const answer = await question();
      if (answer) evening.take(answer.draw);
      if (answer) say(answer.problem);
    } catch {
      if (evening.scene() !== "ready" && evening.scene() !== "win") say(offline);
    }
    if (!evening.rolling && !landing) paint();
  }

  // What changes the draw is asked once, however often the key is hit.
  async function order(question) {
    if (ordering) return;
    ordering = true;
    await tell(question);
    ordering = false;
  }

  const send = () => tell(() => wire.send(evening));

  async function stop() {
    if (landing) return;
    landing = true;
    const { number } = evening.nextCall(), digits = width();
    evening.stop(new Date().toISOString());
    await stage.land(number, digits);
    landing = false;
    paint();
    send();
  }

  function start() {
    evening.start();
    paint();
    stage.turn(width());
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) stop();
  }

  function throwDice() {
    if (evening.dice.length === evening.draw.dice) order(() => wire.dice(evening.dice));
  }

  const onward = {
    list: () => order(() => wire.seal()),
    seal: throwDice,
    ready: start,
    roll: stop,
    win: () => { evening.goOn(); paint(); send(); },
    done: () => order(async () => { await wire.send(evening); return wire.end(); }),
  };

  function absentKey(key) {
    const reason = document.querySelector(`[data-reason="${key}"]`);
    if (reason) evening.pass(reason.dataset.sealed);
    if (key === "escape") evening.asking = false;
    paint();
    if (reason) send();
  }

  function press(key) {
    const scene = landing ? "roll" : evening.scene();
    if (key === "b") return document.body.classList.toggle("dark");
    if (document.body.classList.contains("dark")) return document.body.classList.remove("dark");
    if (scene === "absent") return absentKey(key);
    if (scene === "seal" && /^[1-6]$/.test(key)) evening.addDie(key);
    if (scene === "seal" && key === "backspace") evening.takeBackDie();
    if (scene === "win" && (key === "z" || key === "n")) evening.asking = true;
    // What is for good (seal, throw, secret) takes Enter; Space turns and stops.
    const goes = key === "enter" || (key === " " && ["ready", "roll", "win"].includes(scene));
    if (goes && onward[scene]) return onward[scene]();
    if (!evening.rolling && !landing) paint();
    return undefined;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if ([" ", "Enter", "Backspace"].includes(event.key)) event.preventDefault();
    press(event.key.toLowerCase());
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    if (button) press(button.dataset.key);
  });

  paint();
  tell(() => wire.draw());
  setInterval(() => {
    if (waiting || evening.rolling || evening.asking) return;
    tell(() => wire.send(evening).then((sent) => sent || wire.draw()));
  }, 5000);
})();
