// Comfort only: without this file the converter is a form, and the arrows scroll.
(() => {
  "use strict";

  // The converter answers while one types; the factors stand in the page.
  const form = document.querySelector("form.convert");
  if (form) {
    const { value, from, to } = form.elements;
    const output = form.querySelector("output");
    const factor = (select) => {
      const { multiplier, offset } = select.selectedOptions[0].dataset;
      return { multiplier: Number(multiplier), offset: Number(offset) };
    };
    const convert = () => {
      const typed = value.value.trim().normalize("NFKC").replace(/\u2212/g, "-");
      const number = typed === "" ? NaN : Number(typed);
      const [source, target] = [factor(from), factor(to)];
      const result = (number * source.multiplier + source.offset - target.offset) / target.multiplier;
      const known = Number.isFinite(result);
      output.textContent = known ? String(Number(result.toPrecision(6))) : "–";
      value.setAttribute("aria-invalid", String(!known));
    };
    form.querySelector("button").hidden = true;
    form.addEventListener("input", convert);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      convert();
    });
  }

  // Terms while one types, the first that the button would find; Enter without a choice presses it.
  const box = document.getElementById("q");
  const hits = document.getElementById("hits");
  let chosen = -1;
  const close = () => {
    hits.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    const options = [...hits.children];
    chosen = (at + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const open = (option) => {
    location.assign(hits.dataset.term + encodeURIComponent(option.dataset.iri));
  };
  const text = (tag, content, language) => {
    const element = document.createElement(tag);
    element.textContent = content;
    if (language) {
      element.lang = language;
    }
    return element;
  };
  const option = (hit, i) => {
    const own = document.documentElement.lang;
    const label = hit.labels.find((one) => one.language === own) ?? hit.labels[0];
    const element = document.createElement("li");
    element.id = "hit-" + i;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.dataset.iri = hit.iri;
    element.append(text("span", label?.text ?? hit.iri, label?.language));
    if (hit.matched !== label?.text) {
      const matched = text("span", hit.matched, hit.language);
      matched.className = "sub";
      element.append(" ", matched);
    }
    return element;
  };
  if (box && hits) {
    let asked = null;
    const ask = async () => {
      asked?.abort();
      const typed = box.value.trim();
      if (typed === "") {
        close();
        return;
      }
      const asking = new AbortController();
      asked = asking;
      try {
        const answer = await fetch(
          "/api/v1/vocabulary/search?limit=8&q=" + encodeURIComponent(typed),
          { signal: asking.signal, headers: { Accept: "application/json" } });
        const found = answer.ok ? await answer.json() : [];
        if (asked !== asking) {
          return;
        }
        hits.replaceChildren(...found.map(option));
        if (found.length === 0) {
          close();
        } else {
          hits.hidden = false;
          chosen = -1;
          box.setAttribute("aria-expanded", "true");
          box.removeAttribute("aria-activedescendant");
        }
      } catch (failure) {
        // The form still finds; only a later question, or no connection, ends this one.
        if (failure.name !== "AbortError") {
          close();
        }
      }
    };
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", "hits");
    box.setAttribute("aria-expanded", "false");
    // Half a word of an input method is no question yet.
    box.addEventListener("input", (event) => event.isComposing || ask());
    box.addEventListener("compositionend", ask);
    box.addEventListener("blur", close);
    hits.addEventListener("mousedown", (event) => {
      event.preventDefault();
      open(event.target.closest("li"));
    });
    box.addEventListener("keydown", (event) => {
      if (hits.hidden || event.isComposing) {
        return;
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        event.stopPropagation();
        choose(chosen < 0 && step < 0 ? -1 : chosen + step);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        open(hits.children[chosen]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
  }

  // Arrows walk the tree and what was found; from the search box down into what was found.
  const walk = (list, event) => {
    const links = [...list.querySelectorAll("a")].filter((link) => link.offsetParent !== null);
    const at = links.indexOf(document.activeElement);
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === "ArrowUp" && at === 0) {
      event.preventDefault();
      document.getElementById("q")?.focus();
    }
  };
  const found = document.querySelector("ol.found");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
      return;
    }
    const list = event.target.closest?.(".tree, ol.found");
    if (list) {
      walk(list, event);
    } else if (event.target.id === "q" && event.key === "ArrowDown" && found) {
      event.preventDefault();
      found.querySelector("a").focus();
    }
  });
})();
