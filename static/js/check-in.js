/* The scan page: a code, a typed code, a name or a walk-in becomes an event on the phone, then a verdict.
   Rule: write, wait until it is safe, then show; the server is told when it can be. */
(async function () {
  "use strict";
  const ours = ConvoyCheckIn, one = (selector, within = document) => within.querySelector(selector);
  const settings = JSON.parse(document.getElementById("check-in-settings").textContent), { words, urls } = settings;
  let store;
  try {
    store = await ours.Store.open(settings.device, settings.lastSequence);
  } catch {
    one("[data-net]").hidden = false;
    one("[data-net-word]").textContent = words.noStore;
    return;
  }
  const roster = new ours.Roster(urls.roster, store), screen = new ours.VerdictScreen(one("[data-cover]"));
  roster.offset = Date.parse(settings.serverTime) - Date.now();
  await roster.load();
  const tally = () => ours.showTally(words, roster);
  const refresh = async () => { await roster.refresh().catch(() => false); tally(); };
  const upload = new ours.Upload({
    store, url: urls.events, token: one("[name=csrfmiddlewaretoken]").value,
    onState: (state) => ours.showNetwork(words, state),
    onFates: (fates) => { roster.sent(fates.map((fate) => fate.id)); refresh(); },
  });

  async function record(kind, fields) {
    const now = { device_at: new Date().toISOString(), estimated_at: roster.now().toISOString() };
    const event = await store.add({ id: ours.randomId(), kind, checkpoint: settings.stop, ...now, ...fields });
    roster.note(event);
    tally();
    upload.tell(upload.isOnline).then(() => upload.send());
    return event;
  }

  const sizes = (party) => ours.filled(words.party, party);
  const slots = (party) => ({ number: party.number ? String(party.number).padStart(2, "0") : "", name: party.name, plate: ours.plate(party.plate) });
  const line = (text) => { const item = document.createElement("li"); item.textContent = text; return item; };

  async function takeBack(green, party) {
    await record("undo", { registration: party.id || null, about: green.id });
    screen.close();
  }

  function showArrived(party, green) {
    const things = [party.shirts, ...settings.handOut, party.note, party.joins].filter(Boolean);
    let heads = green.heads;
    const verdict = screen.show("arrived", { ...slots(party), heads: String(heads), party: sizes(party), hand: things.map(line), attached: "" });
    const recent = ours.addRecent({ number: party.number, name: party.name, more: `${heads} · ${ours.clock(green.device_at)}` },
      async () => { await takeBack(green, party); recent.undone(words); });
    one("[data-heads]", verdict).addEventListener("submit", async (event) => {
      event.preventDefault();
      heads = Math.min(60, Math.max(1, heads + Number(event.submitter.dataset.step)));
      one('[data-slot="heads"]', verdict).textContent = heads;
      await record("more_arrived", { registration: party.id || null, about: green.id, heads });
    });
    const undo = async (event) => { event.preventDefault(); await takeBack(green, party); recent.undone(words); };
    one("[data-undo]", verdict).addEventListener("submit", undo);
    if (!party.id) one("[data-heads]", verdict).querySelectorAll("button").forEach((button) => button.remove());
  }

  async function showAgain(party, earlier) {
    const second = await record("check_in", { registration: party.id, verdict: "again" });
    const verdict = screen.show("again", {
      ...slots(party), "first-at": ours.clock(earlier.at), "first-by": earlier.by || words.thisPhone,
      "first-heads": `${earlier.heads}`, "second-at": ours.clock(second.device_at),
    });
    verdict.querySelectorAll("[data-settle]").forEach((form) => form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await record(form.dataset.settle, { registration: party.id, about: second.id });
      screen.close();
    }));
  }

  async function arrive(party, isLetIn = false) {
    const earlier = roster.here().get(party.id);
    if (earlier) return showAgain(party, earlier);
    if (party.ended && !isLetIn) {
      const verdict = screen.show("look", { ...slots(party), ended: party.ended });
      one("[data-let-in]", verdict).addEventListener("submit", (event) => { event.preventDefault(); arrive(party, true); });
      return undefined;
    }
    const verdict = isLetIn ? "admitted" : "arrived";
    const green = await record("check_in", { registration: party.id, heads: party.people, verdict });
    return showArrived(party, green);
  }

  async function unknown(code) {
    if (code) await record("check_in", { code, verdict: "unknown" });
    screen.show("unknown", {}).querySelectorAll("[data-panel]").forEach((link) => link.addEventListener("click", panel));
  }

  async function scanned(text) {
    if (!text.startsWith("TL:")) return unknown("");
    if (!roster.byCode(text)) await refresh();
    const party = roster.byCode(text);
    return party ? arrive(party) : unknown(text);
  }

  const camera = new ours.Camera({
    video: one("[data-video]"), urls, onText: scanned,
    onTorch: (has) => { one("[data-torch]").hidden = !has; },
    onProblem: (name) => { one("[data-finder-word]").textContent = words[name]; },
  });
  function panel(event) {
    event.preventDefault();
    screen.close();
    if (ours.openPanel(event.currentTarget.dataset.panel)) camera.stop(true); else camera.start();
  }
  document.querySelectorAll("[data-panel]").forEach((button) => button.addEventListener("click", panel));
  one("[data-torch]").addEventListener("click", () => camera.toggleTorch());
  ours.connectForms({ roster, record, arrive, showArrived, refresh, one });
  one("[data-finder]").hidden = document.body.dataset.open !== "";
  one("[data-camera]").hidden = document.body.dataset.open === "";
  tally();
  await refresh();
  await upload.send();
  setInterval(refresh, 15000);
  if (!document.body.dataset.open) await camera.start();
})();
