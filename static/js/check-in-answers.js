/* The four answers to a scan, each with what the host can do about it: count heads, undo, settle, let in.
   Rule: a second green is recorded and shown; who is not expected is let in only by a tap. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const one = (selector, within = document) => within.querySelector(selector);
  const padded = (number) => String(number).padStart(2, "0");

  ours.answers = ({ settings, roster, screen, record, panel }) => {
    const words = settings.words, clock = ours.clockOf(settings.timeZone);
    const sizes = ({ adults, children }) => children ?
      ours.filled(words.party, { adults: ours.filled(words.adultsWith, { n: adults }), children: ours.filled(words.childrenWith, { n: children }) }) :
      ours.filled(words.adults, { n: adults });
    const slots = (party) => ({ number: party.number ? padded(party.number) : "", name: party.name, plate: ours.plate(party.plate) });
    const line = ([icon, text]) => {
      const item = ours.fromTemplate(`template[data-hand="${icon}"]`);
      one("span", item).textContent = text;
      return item;
    };
    /* As Thing.words in registrations/queries/roster.py. */
    const thingWords = ([icon, name, quantity, isPerPerson, isSized], party, heads) => {
      const count = quantity * (isPerPerson ? heads : party.cars);
      if (!count) return "";
      const number = icon === "sticker" && party.number ? padded(party.number) : "";
      return [count === 1 ? name : `${name} × ${count}`, number, isSized ? party.shirts : ""].filter(Boolean).join(" ");
    };
    /* What the host hands over, once on the whole tour, and what to know about this party. */
    const given = (party, heads) => roster.isGiven(party.id) ? [] : [
      ...settings.handOut.map((thing) => [thing[0], thingWords(thing, party, heads)]),
      ["shirt", settings.handOut.some((thing) => thing[4]) ? "" : party.shirts],
    ];
    const hand = (party, heads) => [
      ["pin", party.rank > roster.rank ? ours.filled(words.joins, { stop: party.joins }) : ""], ["info", party.note], ...given(party, heads),
    ].filter(([_icon, text]) => text).map(line);

    /* A walk-in is counted at once, and the limit is only said. */
    const counted = (party, heads) => ({ cars: ours.filled(words.cars, { n: party.cars }), people: ours.filled(words.people, { n: heads }) });
    const walked = (party, heads) => {
      if (party.id) return { walked: "", over: "" };
      const { cars, people } = roster.over();
      const over = [cars && ours.filled(words.carsOver, { n: cars }), people && ours.filled(words.peopleOver, { n: people })];
      return { walked: ours.filled(words.walked, counted(party, heads)), over: over.filter(Boolean).join(words.dot) };
    };

    /* A walk-in has its number from the server; nobody waits for it. */
    const walkIns = new Map();
    function told(fate) {
      const shown = walkIns.get(fate.id);
      if (!shown || fate.name === undefined) return;
      shown.recent.named(fate);
      const stood = roster.standing.in[fate.registration], { party } = shown;
      /* Who had no place takes one now, so what was said of the limit holds. */
      const taken = fate.let_in ? { walked: ours.filled(words.letIn, counted(party, party.adults + party.children)) } : { walked: "", over: "" };
      const before = fate.attached ? { attached: ours.filled(words.attached, fate), ...taken } : {};
      const hasAll = (stood && stood.event !== fate.id) || roster.isGiven(fate.registration);
      const things = hasAll ? [] : hand({ ...party, number: fate.number }, party.adults + party.children);
      screen.fill(shown.verdict, { number: fate.number ? padded(fate.number) : "", spare: "", hand: things, ...before });
    }

    async function takeBack(green, party) {
      const registration = party.id || null;
      for (const about of roster.takenBackWith(green.id, registration)) await record("undo", { registration, about });
      screen.close();
    }

    function showArrived(party, green) {
      let heads = green.heads;
      const unit = () => ours.filled(words.unit, { n: heads }), seen = () => `${heads}${words.dot}${clock(green.estimated_at)}`;
      const verdict = screen.show("arrived", { ...slots(party), heads: String(heads), unit: unit(), party: sizes(party), hand: hand(party, heads), attached: "", spare: party.id || !party.cars ? "" : words.spare, ...walked(party, heads) });
      const recent = ours.addRecent({ number: party.number, name: party.name, more: seen(), event: green.id },
        async () => { await takeBack(green, party); recent.undone(words); });
      one("[data-heads]", verdict).addEventListener("submit", async (event) => {
        event.preventDefault();
        heads = Math.min(60, Math.max(1, heads + Number(event.submitter.dataset.step)));
        const size = heads === party.people ? sizes(party) : ours.filled(words.registered, { size: sizes(party) });
        screen.fill(verdict, { heads: String(heads), unit: unit(), party: size, hand: hand(party, heads) });
        await record("more_arrived", { registration: party.id || null, about: green.id, heads });
        ours.markRecent(green.id, seen());
      });
      const undo = async (event) => { event.preventDefault(); await takeBack(green, party); recent.undone(words); };
      one("[data-undo]", verdict).addEventListener("submit", undo);
      if (party.id) return;
      one("[data-heads]", verdict).querySelectorAll("button").forEach((button) => button.remove());
      walkIns.set(green.id, { party, verdict, recent });
    }

    /* Another phone counted this one too: it stays among the last scans until somebody answers. */
    function countedTwice({ event, by }) {
      const party = roster.parties.get(event.registration), text = ours.filled(words.twice, { by });
      if (!party) return;
      document.querySelector(`[data-recent] [data-event="${event.id}"]`)?.remove();
      const recent = ours.addRecent({ number: party.number, name: party.name, more: text, event: event.id },
        async () => { await takeBack(event, party); recent.undone(words); });
      recent.look(text);
    }

    async function showAgain(party, earlier) {
      const second = await record("check_in", { registration: party.id, verdict: "again" });
      const verdict = screen.show("again", {
        ...slots(party), "first-at": clock(earlier.at), "first-by": earlier.by || words.thisPhone,
        "first-heads": ours.filled(words.people, { n: earlier.heads }), "second-at": clock(second.estimated_at),
      });
      verdict.querySelectorAll("[data-settle]").forEach((form) => form.addEventListener("submit", async (event) => {
        event.preventDefault();
        await record(form.dataset.settle, { registration: party.id, about: second.id });
        screen.close();
        if (form.dataset.settle === "look") ours.say(words.noted);
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

    /* Our own other codes (the raffle's record, a pass, a channel) are no check-in: the owner has one further down. */
    const OTHER = /^https?:\/\/[^/]+\/(draws|p|c)\//;
    async function unknown(code, text = "") {
      if (code) await record("check_in", { code, verdict: "unknown" });
      const other = OTHER.test(text) ? { word: words.otherCode, why: words.otherWhy } : {};
      screen.show("unknown", other).querySelectorAll("[data-panel]").forEach((link) => link.addEventListener("click", panel));
    }

    return { arrive, countedTwice, showArrived, told, unknown };
  };
})(globalThis);
