/* The scan page: a code, a typed code, a name or a walk-in becomes an event on the phone, then a verdict.
   Rule: write, wait until it is safe, then show; the server is told when it can be. */
(async function () {
  "use strict";
  const ours = ConvoyCheckIn, one = (selector, within = document) => within.querySelector(selector);
  const settings = JSON.parse(document.getElementById("check-in-settings").textContent), { words, urls } = settings;
  let store;
  try {
    store = await ours.Store.open(settings.campaign, settings.device, settings.lastSequence);
  } catch {
    one("[data-net]").hidden = false;
    one("[data-net-word]").textContent = words.noStore;
    return;
  }
  const roster = new ours.Roster(urls.roster, store, settings.device);
  const isOver = Boolean(settings.countsUntil); // nothing is taken any more; what is kept is still sent
  const isPractice = () => roster.now() < Date.parse(settings.countsFrom) || roster.now() > (Date.parse(settings.countsUntil) || Infinity);
  const screen = new ours.VerdictScreen(one("[data-cover]"), isPractice);
  roster.offset = Date.parse(settings.serverTime) - Date.now();
  roster.isRevoked = settings.isRevoked;
  await roster.load();
  (await store.unsent()).filter((event) => event.checkpoint === settings.stop).forEach((event) => roster.note(event));
  const tally = () => ours.showTally(words, roster);
  let searchAgain = () => undefined; // what was found says whether it is in
  const upload = new ours.Upload({
    store, url: urls.events, token: one("[name=csrfmiddlewaretoken]").value,
    onState: (state) => ours.showNetwork(words, state),
    onFates: (fates) => {
      const apart = fates.filter((fate) => fate.fate === "quarantined").map((fate) => fate.id);
      roster.sent(fates.map((fate) => fate.id));
      roster.forget(apart);
      apart.forEach((id) => ours.closeRecent(id, words.apart));
      fates.forEach(told);
      refresh();
    },
    onRevoked: async () => { await roster.drop(); showRevoked(); },
  });

  /* Switched off by the planner: no scanning, what is kept is still sent; let again, the page goes on by itself. */
  function showRevoked() {
    const isRevoked = Boolean(roster.isRevoked), was = !one("[data-revoked]").hidden;
    one("[data-revoked]").hidden = !isRevoked;
    one("[data-while-scanning]").hidden = isRevoked;
    if (isRevoked) { camera.stop(true); screen.close(); } else if (was && !isOver && !document.body.dataset.open) camera.start();
  }

  async function refresh() {
    const answered = await roster.refresh().catch(() => null);
    if (answered === null) await upload.tell(false);
    else if (!upload.isOnline && !upload.isSending) upload.send();
    showRevoked();
    roster.twice.forEach(countedTwice);
    roster.twice = [];
    const practice = one("[data-practice]");
    if (practice) practice.hidden = !isPractice();
    tally();
  }

  async function record(kind, fields) {
    const now = { device_at: new Date().toISOString(), estimated_at: roster.now().toISOString() };
    const event = await store.add({ id: ours.randomId(), kind, checkpoint: settings.stop, ...now, ...fields });
    roster.note(event);
    tally();
    searchAgain();
    upload.tell(upload.isOnline).then(() => upload.send());
    return event;
  }

  const { arrive, countedTwice, showArrived, told, unknown } = ours.answers({ settings, roster, screen, record, panel });

  async function scanned(text) {
    if (!text.startsWith("TL:")) return unknown("", text);
    if (!roster.byCode(text)) await refresh();
    if (roster.isRevoked || screen.waits) return undefined;
    const party = roster.byCode(text);
    return party ? arrive(party) : unknown(text);
  }

  const camera = new ours.Camera({
    video: one("[data-video]"), urls, onText: scanned, isHeld: () => screen.waits,
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
  one("[data-finish]").hidden = false;
  one("[data-finish]").addEventListener("click", async () => ours.say((await upload.finish()) ? words.finished : words.unfinished));
  searchAgain = ours.connectForms({ words, mostPeople: settings.mostPeople, clock: ours.clockOf(settings.timeZone), roster, record, arrive, showArrived, refresh, one });
  one("[data-finder]").hidden = isOver || document.body.dataset.open !== "";
  one("[data-camera]").hidden = document.body.dataset.open === "";
  tally();
  await refresh();
  await upload.send();
  setInterval(refresh, 15000);
  if (!document.body.dataset.open && !isOver && !roster.isRevoked) await camera.start();
})();
