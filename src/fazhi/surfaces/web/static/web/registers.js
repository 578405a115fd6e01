// Keys and the box that chooses a whole page; everything on the page works without them.
(() => {
  const rows = () => [...document.querySelectorAll("#rows tbody tr")].filter((row) => row.querySelector("th"));
  let here = -1;

  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    all[here]?.removeAttribute("aria-selected");
    here = Math.min(Math.max(here + step, 0), all.length - 1);
    all[here].setAttribute("aria-selected", "true");
    (all[here].querySelector("th a") ?? all[here].querySelector("input"))?.focus();
    all[here].scrollIntoView({ block: "nearest" });
  };

  const keys = {
    "/": () => document.getElementById("q")?.focus(),
    j: () => go(1),
    k: () => go(-1),
    "[": () => document.getElementById("before")?.click(),
    "]": () => document.getElementById("after")?.click(),
    e: () => {
      const box = document.getElementById("export");
      if (!box) return;
      box.open = true;
      box.querySelector("input:checked, select")?.focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return event.target.closest?.("details.pick[open]")?.removeAttribute("open");
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // One list of choices open at a time, and none once somebody works elsewhere.
  document.addEventListener("click", (event) => {
    for (const box of document.querySelectorAll("details.pick[open]")) {
      if (!box.contains(event.target)) box.removeAttribute("open");
    }
  });

  const all = document.getElementById("all");
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of document.querySelectorAll("#rows input[name=key]")) box.checked = all.checked;
    });
  }
})();
