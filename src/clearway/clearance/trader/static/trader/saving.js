// Saves what is typed a moment after somebody stops typing. Without it, everything is saved at every step.
(() => {
  const form = document.querySelector("form[data-saves]");
  if (!form || !window.fetch) return;
  const status = form.querySelector("[data-saved]");
  let waiting = 0;
  const save = async () => {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "X-Saved-While-Typing": "1" },
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
      });
      status.textContent = answer.status === 204 ? status.dataset.saved : status.dataset.unsaved;
    } catch {
      status.textContent = status.dataset.unsaved;
    }
  };
  const later = () => {
    window.clearTimeout(waiting);
    status.textContent = "";
    waiting = window.setTimeout(save, 1500);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", () => window.clearTimeout(waiting));
})();
