/* The presenter's page and the server: ask how the draw stands, send what was revealed until it is answered. */
(function (root) {
  "use strict";

  class Wire {
    constructor(urls, token) {
      Object.assign(this, { urls, token, sending: false });
    }

    async ask(url, body) {
      const options = { headers: { Accept: "application/json" }, cache: "no-store" };
      if (body !== undefined) {
        Object.assign(options, { method: "POST", body: JSON.stringify(body) });
        Object.assign(options.headers, { "Content-Type": "application/json", "X-CSRFToken": this.token });
      }
      const answer = await fetch(url, options);
      const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (!isOurs) throw new Error(String(answer.status));
      return answer.json();
    }

    draw() { return this.ask(this.urls.draw); }
    seal() { return this.ask(this.urls.seal, {}); }
    dice(thrown) { return this.ask(this.urls.dice, { throw: thrown }); }
    end() { return this.ask(this.urls.end, {}); }

    // Sends everything unsent once; events answered with a fate are done with, whatever the fate.
    async send(evening) {
      if (this.sending || !evening.unsent.length) return null;
      this.sending = true;
      const events = evening.unsent.slice();
      try {
        const answer = await this.ask(this.urls.reveals, { draw: evening.draw.id, reveals: events });
        if (!Array.isArray(answer.fates)) throw new Error("no fates");
        evening.sent(events, answer.fates);
        return answer;
      } finally {
        this.sending = false;
      }
    }
  }

  root.ConvoyWire = Wire;
})(globalThis);
