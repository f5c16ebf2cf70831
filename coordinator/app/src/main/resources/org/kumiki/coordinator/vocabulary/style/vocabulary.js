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
