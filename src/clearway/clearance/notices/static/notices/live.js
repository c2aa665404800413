"use strict";
// Notices as they come. Without this script every page says the same when it is loaded again.
(() => {
  const place = document.querySelector("[data-notices-live]");
  if (!place || !window.EventSource) return;
  let stream = null;

  const count = (unread) => {
    for (const badge of document.querySelectorAll("[data-notices-unread]")) {
      badge.textContent = unread;
      badge.hidden = unread === 0;
    }
  };

  const tell = (notice) => {
    const fresh = document.querySelector("[data-notices-fresh]");
    if (!fresh) return;
    fresh.querySelector(".usa-alert__text").textContent = notice.title;
    fresh.hidden = false;
  };

  const open = () => {
    stream = new EventSource(place.dataset.noticesLive);
    stream.addEventListener("unread", (event) => count(JSON.parse(event.data).unread));
    stream.addEventListener("notice", (event) => {
      const notice = JSON.parse(event.data);
      count(notice.unread);
      tell(notice);
    });
  };

  const close = () => {
    if (stream) stream.close();
    stream = null;
  };

  // Whoever does not look needs no stream.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : stream || open()));
  window.addEventListener("pagehide", close);
  if (!document.hidden) open();
})();
