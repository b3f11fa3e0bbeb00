
"use strict";
(() => {
  const findings = [...document.querySelectorAll(".finding")];
  const open = findings.filter((finding) => finding.querySelector(".decision"));
  const store = "crossfoot decisions " + open.map((finding) => finding.dataset.fingerprint).join(" ");
  const reviewer = document.getElementById("reviewer");
  const decided = document.getElementById("decided");

  for (const element of document.querySelectorAll(".scripted")) {
    if (open.length || !element.matches(".export")) element.hidden = false;
  }

  // A browser may forbid storage to a file opened from disk; the decisions then live as long as the page.
  const recall = () => { try { return JSON.parse(localStorage.getItem(store)) || {}; } catch { return {}; } };
  const remember = (decisions) => { try { localStorage.setItem(store, JSON.stringify(decisions)); } catch { /* kept on the page */ } };

  const verdictOf = (finding) => finding.querySelector("input[type=radio]:checked").value;
  const reasonOf = (finding) => finding.querySelector("input.reason").value.trim();
  const decide = (finding, verdict) => {
    const choice = [...finding.querySelectorAll("input[type=radio]")].find((input) => input.value === verdict);
    if (choice) { choice.checked = true; changed(); }
  };

  function changed() {
    const decisions = {};
    for (const finding of open) {
      const verdict = verdictOf(finding);
      finding.querySelector("input.reason").classList.toggle("missing", verdict === "waive" && !reasonOf(finding));
      if (verdict) decisions[finding.id] = { verdict, reason: reasonOf(finding) };
    }
    const count = Object.keys(decisions).length;
    decided.textContent = `${count} of ${open.length} decided`;
    remember({ decisions, reviewer: reviewer.value });
  }

  const kept = recall();
  for (const finding of open) {
    const before = kept.decisions && kept.decisions[finding.id];
    if (!before) continue;
    finding.querySelector("input.reason").value = before.reason;
    decide(finding, before.verdict);
  }
  reviewer.value = kept.reviewer || "";
  for (const finding of open) finding.querySelector(".decision").addEventListener("input", changed);
  for (const form of document.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());
  reviewer.addEventListener("input", changed);
  changed();

  document.getElementById("export").addEventListener("click", () => {
    const lacking = open.find((finding) => verdictOf(finding) === "waive" && !reasonOf(finding));
    if (lacking) {
      decided.textContent = "Right as written needs a reason.";
      lacking.querySelector("input.reason").focus();
      return;
    }
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const decisions = open.filter(verdictOf).map((finding) => ({
      fingerprint: finding.dataset.fingerprint, rule: finding.dataset.rule, path: finding.dataset.path,
      quote: finding.dataset.quote, verdict: verdictOf(finding), reason: reasonOf(finding),
      by: reviewer.value.trim(), on: day, until: null,
    }));
    const file = new Blob([JSON.stringify({ schema: 1, decisions }, null, 2) + "\n"], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "decisions.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    decided.textContent = `${decisions.length} decisions saved as decisions.json`;
  });

  // Beside a long article, the numbers of the finding in hand are brought into view.
  for (const finding of findings) finding.addEventListener("focus", () => {
    const number = document.querySelector(`.claim a[href="#${finding.id}"]`);
    const button = number && document.querySelector(`[popovertarget="${number.closest(".claim").id}"]`);
    const text = button && button.closest(".text");
    if (!text || text.scrollHeight <= text.clientHeight) return;
    const offset = button.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += offset - text.clientHeight / 3;
  });

  const visible = (finding) => finding.offsetParent !== null;
  const move = (from, step) => {
    const shown = findings.filter(visible);
    const next = shown[shown.indexOf(from) + step];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "start" }); }
  };
  for (const finding of findings) {
    finding.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=text]")) return;
      const key = event.key.toLowerCase();
      if (key === "j") move(finding, 1);
      else if (key === "k") move(finding, -1);
      else if (!finding.querySelector(".decision")) return;
      else if (key === "w") { decide(finding, "confirm"); move(finding, 1); }
      else if (key === "f") { decide(finding, "waive"); finding.querySelector("input.reason").focus(); }
      else if (key === "o") decide(finding, "");
      else return;
      event.preventDefault();
    });
    const reason = finding.querySelector("input.reason");
    if (reason) reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      finding.focus();
      if (event.key === "Enter" && reasonOf(finding)) move(finding, 1);
    });
  }

  const filter = document.getElementById("filter");
  const filtered = document.getElementById("filtered");
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of document.querySelectorAll(".article")) {
      const title = article.querySelector("h2").textContent.toLowerCase();
      const inTitle = words.every((word) => title.includes(word));
      let here = 0;
      for (const finding of article.querySelectorAll(".finding")) {
        const text = title + " " + finding.textContent.toLowerCase();
        finding.hidden = !words.every((word) => text.includes(word));
        if (!finding.hidden) here += 1;
      }
      article.hidden = words.length > 0 && !here && !inTitle;
      shown += here;
    }
    filtered.textContent = words.length ? `${shown} findings` : "";
  });

  // A claim opens under the pointer where there is one; a tap or a key opens it as without JavaScript.
  let waiting = 0;
  const place = (number, claim) => {
    const box = number.getBoundingClientRect();
    const width = Math.min(480, innerWidth - 16);
    claim.style.inset = "auto";
    claim.style.width = `${width}px`;
    claim.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
    const below = innerHeight - box.bottom;
    if (below > claim.offsetHeight + 12 || below > box.top) claim.style.top = `${box.bottom + 6}px`;
    else claim.style.top = `${Math.max(8, box.top - claim.offsetHeight - 6)}px`;
  };
  for (const number of document.querySelectorAll(".number")) {
    const claim = document.getElementById(number.getAttribute("popovertarget"));
    let hovered = false;
    claim.addEventListener("toggle", (event) => {
      if (event.newState === "open" && innerWidth >= 640) place(number, claim);
    });
    number.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse" || claim.matches(":popover-open")) return;
      waiting = setTimeout(() => { hovered = true; claim.showPopover(); }, 250);
    });
    const leave = () => {
      clearTimeout(waiting);
      setTimeout(() => {
        if (hovered && !claim.matches(":hover") && !number.matches(":hover") && claim.matches(":popover-open")) {
          hovered = false;
          claim.hidePopover();
        }
      }, 300);
    };
    number.addEventListener("pointerleave", leave);
    claim.addEventListener("pointerleave", leave);
    number.addEventListener("click", () => { clearTimeout(waiting); hovered = false; });
  }
})();
