/* Checks a draw's record where it is read: on the public page, or in the saved verifier opened from disk. The words
   stand in the page; this only decides which of them are true. */
(function () {
  "use strict";
  const { ConvoyVerify, ConvoyDraw } = globalThis;
  const box = document.querySelector("[data-check]");
  const part = (name) => box.querySelector(`[data-part="${name}"]`);

  function show(text) {
    const problems = ConvoyVerify.problems(text);
    part("holds").hidden = problems.length > 0;
    part("fails").hidden = problems.length === 0;
    box.querySelectorAll("[data-problem]").forEach((line) => { line.hidden = !problems.includes(line.dataset.problem); });
    part("steps").hidden = problems.length > 0;
    const said = part(problems.length ? "fails" : "holds");
    if (said.getBoundingClientRect().bottom > innerHeight) said.scrollIntoView({ block: "center" });
    if (!problems.length) fill(JSON.parse(text));
  }

  function fill(record) {
    const numbers = record.entrants.map((row) => row[0]);
    const order = record.throw ? ConvoyDraw.drawingOrder(numbers, record.secret, record.commit, record.throw) : [];
    const texts = {
      title: `${record.club} · ${record.campaign}`, cars: numbers.length, commit: record.commit, throw: record.throw, secret: record.secret,
      order: order.join(" · "),
    };
    for (const [name, text] of Object.entries(texts)) part(name).textContent = text;
    const called = (place) => record.outcomes.filter((outcome) => outcome.prize === place).map(word).join(" · ");
    part("outcomes").replaceChildren(...record.prizes.map((prize, at) => line(prize.name, called(at + 1))));
  }

  const ours = [...box.querySelectorAll("[data-sealed]")].map((one) => [one.dataset.sealed, one.textContent]);
  const inWords = (reason) => new Map(ours).get(reason) || reason; // what was typed stays as it is
  const word = ({ number, result, reason }) => (result === "absent" ? `${number} ✕ ${inWords(reason)}` : String(number));

  function line(prize, numbers) {
    const item = document.createElement("li"), name = document.createElement("strong");
    name.textContent = prize;
    item.append(name, ` ${numbers || "–"}`);
    return item;
  }

  async function check() {
    const saved = document.querySelector("#record");
    if (saved) return show(JSON.parse(saved.textContent));
    const text = await fetch(box.dataset.check).then((answer) => (answer.ok ? answer.text() : null)).catch(() => null);
    part("unreached").hidden = text !== null;
    if (text !== null) show(text);
    return undefined;
  }

  const button = box.querySelector("button");
  if (button) button.addEventListener("click", check);
  else check();
  const file = box.querySelector("input[type=file]");
  if (file) file.addEventListener("change", async () => { if (file.files[0]) show(await file.files[0].text()); });
})();
