/* Where a phone keeps its scans until the server named each of them: IndexedDB, one database a campaign.
   Rule: `add` resolves only after the transaction is complete; only `forget(ids)` removes an event. A phone that
   was named anew takes what is left along, under its new numbers. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const complete = (transaction) => new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });

  /* A random id; randomUUID is withheld from plain http, getRandomValues is not. */
  ours.randomId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  class Store {
    constructor(database) { this.database = database; }

    /* `floor`: the highest number the server has heard of, so that a wiped phone gives none out twice. */
    static async open(campaign, device, floor) {
      const opening = indexedDB.open(`convoy-check-in-${campaign}`, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore("events", { keyPath: "id" });
        opening.result.createObjectStore("meta");
      };
      const store = new Store(await answer(opening));
      await store.belongTo(device, floor);
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => false);
      return store;
    }

    async belongTo(device, floor) {
      const isOurs = (await this.kept("device")) === device;
      const work = this.database.transaction(["events", "meta"], "readwrite");
      const meta = work.objectStore("meta"), events = work.objectStore("events");
      let sequence = Math.max(floor, (isOurs && (await answer(meta.get("sequence")))) || 0);
      const left = isOurs ? [] : await answer(events.getAll());
      left.sort((one, other) => one.sequence - other.sequence).forEach((event) => events.put({ ...event, sequence: (sequence += 1) }));
      meta.put(sequence, "sequence");
      meta.put(device, "device");
      await complete(work);
    }

    /* Number the event and write it; number and event in one transaction, also with two tabs open. */
    async add(event) {
      const work = this.database.transaction(["events", "meta"], "readwrite", { durability: "strict" });
      const meta = work.objectStore("meta");
      const sequence = ((await answer(meta.get("sequence"))) || 0) + 1;
      meta.put(sequence, "sequence");
      work.objectStore("events").put({ ...event, sequence });
      await complete(work);
      return { ...event, sequence };
    }

    async unsent() {
      const rows = await answer(this.database.transaction("events").objectStore("events").getAll());
      return rows.sort((one, other) => one.sequence - other.sequence);
    }

    async forget(ids) {
      const work = this.database.transaction("events", "readwrite");
      ids.forEach((id) => work.objectStore("events").delete(id));
      await complete(work);
    }

    async lastSequence() { return (await this.kept("sequence")) || 0; }

    async kept(key) { return answer(this.database.transaction("meta").objectStore("meta").get(key)); }

    async keep(key, value) {
      const work = this.database.transaction("meta", "readwrite");
      work.objectStore("meta").put(value, key);
      await complete(work);
    }
  }
  ours.Store = Store;
})(globalThis);
