// Comfort only: every page says and does the same without this file.
(() => {
  "use strict";

  // Times stand on pages in UTC; here they are the reader's own, with the original as a hint.
  const language = document.documentElement.lang;
  const digits = new Intl.DateTimeFormat("sv", {
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: "short" });
  const own = (part) => {
    for (const time of part.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        const name = zone.formatToParts(at).find((piece) => piece.type === "timeZoneName");
        time.title = time.textContent;
        time.textContent = digits.format(at) + (name ? " " + name.value : "");
      }
    }
  };
  own(document);
  // A script that has put a fresh part into the page says so.
  document.addEventListener("kumiki:shown", (event) => own(event.detail));

  // A button that copies, beside what somebody would otherwise have to mark by hand.
  const main = document.getElementById("content");
  for (const text of document.querySelectorAll("[data-copyable]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn small copy";
    button.textContent = main.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = main.dataset.copied;
    });
    text.after(button);
  }

  // "/" leads to the page's search, Escape out of it.
  const search = document.querySelector("input[type=search]");
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input, textarea, select");
    if (search && event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
    } else if (search && event.key === "Escape" && event.target === search) {
      search.blur();
    }
  });
})();
