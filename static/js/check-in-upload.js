/* Send what the phone holds, in batches, until the server has named every id.
   Rule: an event leaves the phone only when an answer names its id with a fate. A captive portal's 200, a 401,
   a 404, a 500 or no answer at all delete nothing; it is tried again. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const FATES = ["stored", "duplicate", "quarantined"];
  const BATCH = 200, FIRST_WAIT = 2000, LONGEST_WAIT = 60000, PATIENCE = 15000;

  class Upload {
    constructor({ store, url, token, onState, onFates, onRevoked }) {
      Object.assign(this, { store, url, token, onState, onFates, onRevoked, wait: FIRST_WAIT, isOnline: navigator.onLine });
      addEventListener("online", () => this.send());
      addEventListener("offline", () => this.tell(false));
    }

    async tell(isOnline) {
      this.isOnline = isOnline;
      this.onState({ isOnline, unsent: (await this.store.unsent()).length });
    }

    /* One at a time; a call while one runs is heard by the one that runs. */
    async send() {
      clearTimeout(this.timer);
      if (this.isSending) { this.again = true; return; }
      this.isSending = true;
      let went = true;
      try {
        do {
          this.again = false;
          const events = (await this.store.unsent()).slice(0, BATCH);
          went = events.length === 0 || (await this.post(events));
          if (events.length === BATCH && went) this.again = true;
        } while (this.again && went);
      } finally {
        this.isSending = false;
      }
      await this.tell(went ? navigator.onLine : false);
      this.wait = went ? FIRST_WAIT : Math.min(this.wait * 2, LONGEST_WAIT);
      if (!went) this.timer = setTimeout(() => this.send(), this.wait);
    }

    async post(events, isFinished = false) {
      const body = JSON.stringify({ events, last_sequence: await this.store.lastSequence(), finished: isFinished });
      let answer;
      try {
        const reply = await fetch(this.url, {
          method: "POST", credentials: "same-origin", body,
          headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
          signal: AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined,
        });
        answer = reply.ok ? await reply.json() : null;
      } catch {
        return false;
      }
      if (!answer || !Array.isArray(answer.fates)) return false;
      if (answer.revoked) await this.onRevoked();
      const sent = new Set(events.map((event) => event.id));
      const named = answer.fates.filter((one) => one && sent.has(one.id) && FATES.includes(one.fate));
      await this.store.forget(named.map((one) => one.id));
      this.onFates(named);
      return named.length === events.length;
    }

    /* The host is done: say the last number, with nothing left behind. */
    async finish() {
      await this.send();
      return (await this.store.unsent()).length === 0 && this.post([], true);
    }
  }
  ours.Upload = Upload;
})(globalThis);
