/* The forms beside the camera, as events of the phone: typed code, search, walk-in. Without this script they
   are sent as they are. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});

  ours.connectForms = ({ words, mostPeople, clock, roster, record, arrive, showArrived, refresh, one }) => {
    const codeForm = one("[data-code-form]"), findForm = one("[data-find-form]"), walkIn = one("[data-walk-in-form]");

    codeForm.addEventListener("submit", async (event) => {
      event.preventDefault();
      const field = codeForm.elements.code;
      if (!roster.byTyped(field.value)) await refresh();
      const party = roster.byTyped(field.value);
      one("[data-code-problem]").hidden = Boolean(party);
      if (!party) return;
      field.value = "";
      await arrive(party);
    });

    const describe = (party) => {
      const inHere = roster.here().get(party.id), isIn = inHere ? ours.filled(words.isIn, { time: clock(inHere.at) }) : "";
      const text = [isIn, ours.filled(words.people, { n: party.people }), `…${party.phone4}`, party.joins, party.ended].filter(Boolean).join(words.dot);
      return { text, isIn: isIn !== "" };
    };
    const takeBack = async (party) => {
      const { event } = roster.here().get(party.id);
      for (const about of roster.takenBackWith(event, party.id)) await record("undo", { registration: party.id, about });
      ours.closeRecent(event, words.undone);
    };
    const search = () => {
      const wanted = findForm.elements.q.value;
      ours.showFound(roster.find(wanted), wanted, { pick: arrive, takeBack, describe });
    };
    findForm.addEventListener("input", search);
    findForm.addEventListener("submit", (event) => { event.preventDefault(); search(); });

    /* The same rule as the server's, only the length: it reads the number again and keeps apart what is odd. */
    const isWhole = (typed) => {
      const phone = typed.normalize("NFKC");
      return /^(\+|00)/.test(phone.trim()) || phone.replace(/\D/g, "").replace(/^86(?=\d{11}$)/, "").length === 11;
    };
    const problemOf = ({ name, phone }) =>
      (!name.trim() && words.noName) || (!phone.trim() && words.noPhone) || (!isWhole(phone) && words.oddPhone) || "";
    const say = (problem) => { one("[data-walk-in-problem]").textContent = problem; one("[data-walk-in-problem]").hidden = !problem; };
    const known = one("[data-known]"), save = one("button[type=submit]", walkIn);
    let asked = "", isSomebodyNew = false, found = null;

    /* Whoever is registered already is checked in there: with their number, once, within the limit. */
    function askWhetherKnown(party) {
      found = party;
      known.hidden = !party;
      save.hidden = Boolean(party);
      if (!party) return;
      one("[data-known-word]").textContent = ours.filled(party.number ? words.isKnown : words.isKnownByName, party);
      known.scrollIntoView({ block: "center" });
      one("[data-known-yes]").focus({ preventScroll: true });
    }
    one("[data-known-yes]").addEventListener("click", async () => {
      const party = found;
      walkIn.reset();
      askWhetherKnown(null);
      await arrive(party);
    });
    one("[data-known-no]").addEventListener("click", () => { isSomebodyNew = true; askWhetherKnown(null); walkIn.requestSubmit(); });
    walkIn.addEventListener("input", () => { isSomebodyNew = false; askWhetherKnown(null); });

    walkIn.addEventListener("submit", async (event) => {
      event.preventDefault();
      const typed = Object.fromEntries(new FormData(walkIn)), problem = problemOf(typed);
      say(problem);
      if (problem) return;
      if (!isSomebodyNew && roster.known(typed)) { askWhetherKnown(roster.known(typed)); return; }
      const party = {
        name: typed.name.trim(), phone: typed.phone, plate: typed.plate, cars: typed.no_car ? 0 : 1,
        adults: Math.max(1, Number(typed.adults) || 1), children: Math.max(0, Number(typed.children) || 0),
      };
      const heads = party.adults + party.children, question = `${party.phone} ${heads}`;
      // more than a party may have is asked about once, never refused
      if (party.cars && heads > mostPeople && asked !== question) { asked = question; say(ours.filled(words.many, { n: heads })); return; }
      isSomebodyNew = false;
      const green = await record("walk_in", { party, heads, cars: party.cars, verdict: "arrived" });
      walkIn.reset();
      showArrived({ ...party, plate: party.plate ? ["", party.plate, false] : null, shirts: "", note: "", joins: "" }, green);
    });
    return search;
  };
})(globalThis);
