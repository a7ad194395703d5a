extension HTMLPage {
  /// The program of every page. It reads and hides elements, and makes no markup from texts.
  static let script = #"""

    "use strict";
    (() => {
      const form = document.getElementById("controls");
      const query = document.getElementById("query");
      const count = document.getElementById("count");
      const nothing = document.getElementById("nothing");
      const boxes = [...form.querySelectorAll("input[data-filter]")];
      const menus = [...form.querySelectorAll("select[data-filter]")];
      const sections = [...document.querySelectorAll("[data-section]")];
      const links = new Map();
      for (const link of document.querySelectorAll("nav a[href^='#']")) {
        links.set(link.getAttribute("href").slice(1), link.parentElement);
      }
      const entries = [...document.querySelectorAll("[data-entry]")].map((element) => ({
        element,
        text: element.textContent.toLowerCase(),
        link: links.get(element.id),
      }));
      const values = (entry, name) => (entry.element.getAttribute("data-" + name) || "").split(" ");

      function apply() {
        const words = query.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
        const checked = new Map();
        for (const box of boxes) {
          const name = box.dataset.filter;
          if (!checked.has(name)) checked.set(name, new Set());
          if (box.checked) checked.get(name).add(box.value);
        }
        let shown = 0;
        for (const entry of entries) {
          const fits =
            words.every((word) => entry.text.includes(word)) &&
            [...checked].every(([name, some]) => values(entry, name).some((value) => some.has(value))) &&
            menus.every((menu) => menu.value === "*" || values(entry, menu.dataset.filter).includes(menu.value));
          if (fits) shown += 1;
          entry.element.hidden = !fits;
          if (entry.link) entry.link.hidden = !fits;
        }
        for (const section of sections) {
          const item = section.closest("nav") ? "li" : "[data-entry]";
          section.hidden = !section.querySelector(item + ":not([hidden])");
        }
        count.textContent = shown + " of " + entries.length + " " + count.dataset.noun;
        nothing.hidden = shown > 0;
      }

      function showTarget() {
        const id = decodeURIComponent(location.hash.slice(1));
        const target = id === "" ? null : document.getElementById(id);
        if (!target || !target.closest("[hidden]")) return;
        form.reset();
        apply();
        target.scrollIntoView();
      }

      let waiting = 0;
      query.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(apply, 80);
      });
      form.addEventListener("change", apply);
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("reset", () => setTimeout(apply));
      window.addEventListener("hashchange", showTarget);
      document.addEventListener("keydown", (event) => {
        const isTyping = event.target instanceof HTMLInputElement && event.target.type === "search";
        if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
          event.preventDefault();
          query.focus();
        } else if (event.key === "Escape" && isTyping) {
          query.value = "";
          apply();
        }
      });
      form.hidden = false;
      apply();
      showTarget();
    })();

    """#
}
