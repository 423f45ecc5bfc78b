// Makes pages quicker to use; every page works without it.

// Answers of a filter appear as soon as something is chosen; typed words wait for Enter. Who chooses
// by keys passes over other choices on the way, so keys wait for the button (WCAG 2.2, 3.2.2).
for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  let isByKeys = false;
  form.addEventListener("keydown", () => { isByKeys = true; }, true);
  form.addEventListener("pointerdown", () => { isByKeys = false; }, true);
  form.addEventListener("change", (event) => {
    if (!isByKeys && event.target.matches("select, input[type=checkbox], input[type=radio]")) {
      form.requestSubmit();
    }
  });
  // Empty fields would only lengthen the address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") event.formData.delete(name);
    }
  });
}

// What was typed is not lost by leaving the page unawares; the browser words the question.
for (const form of document.querySelectorAll("form[data-warns-unsaved]")) {
  let isChanged = false;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}

// A button[data-adds="id"] adds a copy of template#id to its rows, numbered on; without scripts the
// same button sends the form, and the server adds the row.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-adds]");
  const template = button && document.getElementById(button.dataset.adds);
  const rows = template?.previousElementSibling?.querySelector("tbody") ??
    template?.previousElementSibling;
  if (!rows) return;
  event.preventDefault();
  const number = String(rows.children.length);
  const copy = template.content.cloneNode(true);
  for (const element of copy.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby", "aria-labelledby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll("NUMBER", number));
    }
  }
  rows.append(copy);
  rows.lastElementChild.querySelector("input, select, textarea")?.focus();
});

// Menus close with Escape and by pressing elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// [data-live] of a page that would load itself anew: its parts are put in place, so that nobody loses
// the place where they are; when it is over, the page as it then is takes over.
const live = document.querySelector("[data-live]");
if (live) {
  const address = new URL(live.dataset.live, location.href);
  if (location.search !== address.search) {
    location.replace(address);
  } else {
    // What somebody sends meanwhile must arrive: nothing is loaded in its place.
    let isSent = false;
    document.addEventListener("submit", (event) => { isSent = !event.defaultPrevented; });
    const ask = async () => {
      const answer = await fetch(address).catch(() => null);
      const text = answer?.ok ? await answer.text() : null;
      const page = text && new DOMParser().parseFromString(text, "text/html");
      if (isSent) return;
      const next = page && page.querySelector("[data-live]");
      if (page && !next) {
        location.replace(location.pathname);
        return;
      }
      if (next && next.innerHTML !== live.innerHTML) live.innerHTML = next.innerHTML;
      setTimeout(ask, 1000);
    };
    setTimeout(ask, 1000);
  }
}

// Errors are read first.
document.querySelector("[data-focus]")?.focus();
