/* Keeps the big screen's own files, so that a reload without network goes on with the draw. Always asks the network
   first; what the server is told or asks about the draw never comes from here. */
"use strict";
const STORE = "presenter";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(event.data.keep)));
});

function isOurs({ method, url, mode }) {
  return method === "GET" && new URL(url).origin === self.location.origin &&
    (mode === "navigate" || /\.(js|css|svg)$/.test(new URL(url).pathname));
}

async function answer(request) {
  const store = await caches.open(STORE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await store.put(request, fresh.clone());
    else await store.delete(request);
    return fresh;
  } catch {
    return (await store.match(request.url, { ignoreVary: true })) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  if (isOurs(event.request)) event.respondWith(answer(event.request));
});
