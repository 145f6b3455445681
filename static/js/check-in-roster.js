/* Who may come and who is in, as the server last said, with this phone's own scans laid over it.
   Rule: no whole phone number and no code are held, only hashes; a revoked phone drops it all, never an event, and
   what it scanned is not counted. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const hash = (text) => ConvoyHash.toHex(ConvoyHash.sha256(new TextEncoder().encode(text)));
  const plain = (text) => text.normalize("NFKC").toUpperCase().replace(/[\s.·•・。,，\-‐-―_/]+/g, "");
  const keyOf = (url) => `roster ${url}`;
  const EMPTY = { in: {}, not_coming: [], left: [], expected_cars: 0, expected_people: 0, missing_cars: 0, twice: {} };

  /* As registrations/readings.py: from any syllable on; two letters are the whole family name. */
  function readsAs(reading, wanted) {
    const typed = /^[a-zü' ]+$/.test(wanted) ? wanted.replace(/[' ]/g, "").replace(/[vü]/g, "u") : "";
    const syllables = (reading || "").split(" ");
    if (typed.length < 3) return typed.length === 2 && syllables[0] === typed;
    return syllables.some((_one, at) => syllables.slice(at).join("").startsWith(typed));
  }

  class Roster {
    constructor(url, store, device) {
      Object.assign(this, { url, store, device, offset: 0, rank: 0, twice: [], digest: "", parties: new Map(), standing: EMPTY, own: new Map() });
      this.codes = new Map();
      this.typed = new Map();
    }

    async load() { this.take((await this.store.kept(keyOf(this.url))) || {}); }

    take(content) {
      if (content.roster) {
        this.parties = new Map(content.roster.map((party) => [party.id, party]));
        this.codes = new Map(content.roster.map((party) => [party.code, party]));
        this.typed = new Map(content.roster.map((party) => [party.typed, party]));
        this.digest = content.digest;
      }
      if (content.standing) Object.assign(this, { standing: { ...EMPTY, ...content.standing }, rank: content.rank });
    }

    /* True when the server answered. What it already counts is no longer laid over. */
    async refresh() {
      const counted = [...this.own.values()].filter((event) => event.isSent).map((event) => event.id);
      const asked = Date.now();
      const reply = await fetch(`${this.url}?digest=${this.digest}`, { credentials: "same-origin" });
      const content = await reply.json();
      if (content.error === "revoked" || content.error === "not enrolled") return this.drop();
      if (!reply.ok || !content.standing) throw new Error("no roster");
      this.isRevoked = false;
      this.offset = Date.parse(content.server_time) - (asked + Date.now()) / 2;
      this.take(content);
      this.twice = counted.map((id) => this.own.get(id)).map((event) => ({ event, by: this.otherOf(event) })).filter((one) => one.by);
      counted.forEach((id) => this.own.delete(id));
      await this.store.keep(keyOf(this.url), { digest: this.digest, roster: [...this.parties.values()], standing: this.standing, rank: this.rank });
      return true;
    }

    /* Green here and counted by another phone too, whichever was first: found out only now. */
    otherOf(event) {
      const scans = this.standing.twice[event.registration] || [];
      const other = scans.find((scan) => scan.device !== this.device);
      return event.verdict === "arrived" && scans.some((scan) => scan.event === event.id) && other ? other.by : "";
    }

    async drop() {
      this.isRevoked = true;
      [this.parties, this.codes, this.typed].forEach((map) => map.clear());
      this.digest = "";
      await this.store.keep(keyOf(this.url), {});
      return false;
    }

    byCode(text) { return this.codes.get(hash(text.trim())); }

    byTyped(text) {
      const signs = text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "");
      return signs.length === 8 ? this.typed.get(hash(signs)) : undefined;
    }

    /* Name, nickname, pinyin or its initials, car number, last characters of plate or phone; at most twelve. Of a whole
       number the last four are known here. */
    find(text) {
      const typed = text.normalize("NFKC").trim().toLowerCase();
      if (!typed) return [];
      const digits = /^[\d\s+()-]{7,}$/.test(typed) ? typed.replace(/\D/g, "") : "";
      const wanted = digits.length >= 7 ? digits.slice(-4) : typed;
      const plate = plain(wanted).toLowerCase();
      const matches = (party) =>
        (/^\d{1,3}$/.test(wanted) && party.number === Number(wanted)) ||
        party.name.toLowerCase().includes(wanted) || party.nickname.toLowerCase().includes(wanted) ||
        party.initials.startsWith(wanted) || readsAs(party.reading, wanted) ||
        (wanted.length >= 3 && party.phone4.endsWith(wanted)) ||
        (plate.length >= 3 && party.plate && (party.plate[0] + party.plate[1]).toLowerCase().includes(plate));
      return [...this.parties.values()].filter(matches).slice(0, 12);
    }

    /* Who may stand behind a walk-in's plate, phone and name; a live registration goes before an ended one. */
    known({ plate, phone, name }) {
      const signs = plain(plate), four = plain(phone).replace(/\D/g, "").slice(-4), called = name.trim().toLowerCase();
      const everyone = [...this.parties.values()].sort((one, other) => Boolean(one.ended) - Boolean(other.ended));
      const plateOf = (party) => (party.plate ? plain(party.plate[0] + party.plate[1]) : "");
      const isPhone = (party) => four.length === 4 && party.phone4 === four;
      return everyone.find((party) => signs.length > 4 && plateOf(party) === signs)
        || everyone.find((party) => isPhone(party) && party.name.toLowerCase() === called)
        || everyone.find((party) => isPhone(party) && !(signs && plateOf(party)));
    }

    note(event) { this.own.set(event.id, event); }

    /* Kept apart by the server: no longer this phone's to count. */
    forget(ids) { ids.forEach((id) => this.own.delete(id)); }

    sent(ids) { ids.forEach((id) => { const event = this.own.get(id); if (event) event.isSent = true; }); }

    /* Everyone in here: registration → heads, cars, when, by whom, which event. */
    here() {
      const found = new Map(Object.entries(this.standing.in).map(([id, one]) => [Number(id), one]));
      const own = this.isRevoked ? [] : [...this.own.values()].sort((one, other) => one.sequence - other.sequence);
      for (const event of own) {
        const key = event.registration || event.id;
        const known = found.get(key);
        if (event.kind === "undo") found.forEach((each, of) => { if (each.event === event.about) found.delete(of); });
        else if (known && event.heads) found.set(key, { ...known, heads: event.heads });
        else if (!known && (event.kind === "check_in" || event.kind === "walk_in") && (event.registration || event.party)) {
          const cars = event.party ? event.party.cars : (this.parties.get(event.registration) || { cars: 1 }).cars;
          found.set(key, { event: event.id, heads: event.heads || 1, cars, at: event.estimated_at, by: "", isOwn: true, extra: this.isExtra(event) });
        }
      }
      return found;
    }

    /* A green and its repeats that a host settled as the same car: one car, taken back at once. */
    takenBackWith(event, registration) {
      const standing = this.here().get(registration);
      if (!standing || standing.event !== event) return [event];
      const settled = [...this.own.values()].filter((each) => each.kind === "same_car" && each.registration === registration);
      return [...new Set([event, ...(standing.repeats || []), ...settled.map((each) => each.about)])];
    }

    /* Counted here by this phone and not expected here: an ended registration, or one that joins later. */
    isExtra(event) {
      const party = this.parties.get(event.registration);
      return Boolean(party && (party.ended || party.rank > this.rank));
    }

    /* Cars and people beyond the limit, this phone's walk-ins that wait included; nought while all fit. */
    over() {
      const room = this.standing.room, waiting = [...this.own.values()].filter((event) => event.kind === "walk_in");
      const beyond = (have, name) => have === undefined ? 0 :
        Math.max(0, waiting.reduce((sum, event) => sum + (event[name] || 0), 0) - have);
      return room ? { cars: beyond(room.cars, "cars"), people: beyond(room.people, "heads") } : { cars: 0, people: 0 };
    }

    /* Counted in at an earlier checkpoint, as far as this phone knows. */
    isGiven(id) { return (this.standing.given || []).includes(id); }

    now() { return new Date(Date.now() + this.offset); }
  }
  ours.Roster = Roster;
})(globalThis);
