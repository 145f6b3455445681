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
    if (!problems.length) fill(JSON.parse(text));
  }

  function fill(record) {
    const numbers = record.entrants.map((row) => row[0]);
    const order = record.throw ? ConvoyDraw.drawingOrder(numbers, record.secret, record.commit, record.throw) : [];
    const texts = {
      title: `${record.club} · ${record.campaign}`, cars: numbers.length, commit: record.commit, throw: record.throw,
      order: order.join(" · "),
    };
    for (const [name, text] of Object.entries(texts)) part(name).textContent = text;
    part("outcomes").replaceChildren(...record.outcomes.map((outcome) => line(record, outcome)));
  }

  function line(record, { number, prize, result, reason }) {
    const item = document.createElement("li");
    item.textContent = `${record.prizes[prize - 1].name}: ${number}${result === "absent" ? ` ✕ ${reason}` : ""}`;
    return item;
  }

  async function check() {
    const saved = document.querySelector("#record");
    if (saved) return show(JSON.parse(saved.textContent));
    const answer = await fetch(box.dataset.check);
    return show(await answer.text());
  }

  const button = box.querySelector("button");
  if (button) button.addEventListener("click", check);
  else check();
  const file = box.querySelector("input[type=file]");
  if (file) file.addEventListener("change", async () => { if (file.files[0]) show(await file.files[0].text()); });
})();
