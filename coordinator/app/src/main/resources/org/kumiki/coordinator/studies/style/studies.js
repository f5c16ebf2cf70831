// Follows a study: the server sends the moving part of the page whenever it changes. Without this
// file the page says the same when it is loaded again.
(() => {
  "use strict";

  const place = document.querySelector("[data-live]");
  if (!place || !window.EventSource) {
    return;
  }
  const lost = document.getElementById("live-lost");
  const refused = document.getElementById("live-refused");
  const follows = document.getElementById("live-follows");
  const source = new EventSource(place.dataset.live);

  const say = (said) => {
    for (const message of [follows, lost, refused]) {
      message.hidden = message !== said;
    }
  };

  source.addEventListener("study", (event) => {
    const fresh = new DOMParser().parseFromString(event.data, "text/html");
    // What somebody has unfolded stays unfolded.
    for (const open of place.querySelectorAll("details[open][id]")) {
      const same = fresh.getElementById(open.id);
      if (same) {
        same.open = true;
      }
    }
    const focused = document.activeElement && place.contains(document.activeElement)
      ? document.activeElement.id : "";
    place.replaceChildren(...fresh.body.childNodes);
    if (focused && document.getElementById(focused)) {
      document.getElementById(focused).focus();
    }
    document.dispatchEvent(new CustomEvent("kumiki:shown", { detail: place }));
    say(follows);
  });
  source.addEventListener("open", () => say(follows));
  // The browser tries again by itself unless the service refused.
  source.addEventListener("error", () => {
    say(source.readyState === EventSource.CLOSED ? refused : lost);
  });
  source.addEventListener("end", () => {
    source.close();
    say(null);
  });
})();
