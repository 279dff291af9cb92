// Shows in each text of wagtail-localize's editor what the table below it says about that text.
// The editor is React's: it is only read, appended to, and used by its own buttons and events.
(() => {
  const aids = document.getElementById("translating-aids");
  const editor = document.querySelector(".js-translation-editor");
  if (!aids || !editor) return;

  // Two texts that the editor's own catalogue lacks.
  const say = (selector, words) => {
    for (const place of editor.querySelectorAll(selector))
      if (place.textContent !== words) place.textContent = words;
  };
  const rows = new Map();
  for (const row of aids.querySelectorAll("[data-segment]")) rows.set(row.dataset.segment, row);
  if (rows.size) aids.querySelector("details").open = false;

  const breaches = new Map();
  const pair = (segment, translation) => `${segment}\n${translation}`;
  const learn = (found) => {
    for (const { segment, translation, messages } of found)
      breaches.set(pair(segment, translation), messages);
  };
  learn(JSON.parse(document.getElementById("translating-breaches").textContent));

  // A text that was just saved: the server checks it by the same rules as the publishing gate.
  const ask = async (segment, translation) => {
    breaches.set(pair(segment, translation), []);
    const reply = await fetch(aids.dataset.breachesAddress);
    if (!reply.ok) return;
    learn(await reply.json());
    show();
  };

  // React's own button opens the box; its setter is passed by, so that React notices the change.
  const use = (item, words) => {
    if (!item.querySelector("textarea")) buttons(item).at(-1)?.click();
    const box = item.querySelector("textarea");
    if (!box) return;
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    set.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  };

  const buttons = (item) => [...item.querySelectorAll(":scope > ul button")];

  let count = 0;
  const help = (item, row) => {
    const group = document.createElement("div");
    group.className = "translating-aid w-px-5 w-pb-5";
    group.id = `translating-aid-${(count += 1)}`;
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `${aids.dataset.groupLabel}: ${row.cells[0].textContent}`);
    for (const part of row.querySelectorAll(".aid-terms, .aid-match"))
      if (part.childElementCount) group.append(part.cloneNode(true));
    for (const old of group.querySelectorAll(".aid-breach")) old.remove();
    const told = document.createElement("div");
    told.setAttribute("role", "status");
    group.append(told);
    group.addEventListener("click", (event) => {
      const button = event.target.closest("[data-use]");
      if (button) use(item, button.dataset.use);
    });
    item.append(group);
    return group;
  };

  const showIn = (item) => {
    const source = item.querySelector(":scope > p");
    const row = source && rows.get(source.textContent);
    if (!row) return;
    const group =
      item.querySelector(":scope > .translating-aid") || help(item, row);
    const box = item.querySelector("textarea");
    if (box) box.setAttribute("aria-describedby", group.id);
    // Earlier translations are for a text that has none yet, or is being written.
    const done = item.classList.contains("complete") && !box;
    for (const match of group.querySelectorAll(".aid-match")) match.hidden = done;
    const usable = buttons(item).length > 0;
    for (const button of group.querySelectorAll("[data-use]")) button.hidden = !usable;

    // While the box is open, or the text on its way to the server, the old breaches stand.
    if (box) return;
    const translation = item.querySelector(":scope > div > p")?.textContent || "";
    const key = pair(source.textContent, translation);
    if (translation && !breaches.has(key)) {
      if (usable) ask(source.textContent, translation);
      return;
    }
    const messages = breaches.get(key) || [];
    const told = group.querySelector("[role=status]");
    if (told.dataset.shown === messages.join("\n")) return;
    told.dataset.shown = messages.join("\n");
    told.replaceChildren(
      ...messages.map((message) => {
        const line = document.createElement("p");
        line.append(Object.assign(document.createElement("strong"), { textContent: message }));
        return line;
      }),
    );
  };

  function show() {
    say("section > div > h3", aids.dataset.heading);
    say(".w-dropdown__toggle > .w-sr-only", aids.dataset.moreActions);
    for (const item of editor.querySelectorAll("li.complete, li.incomplete, li.errored"))
      showIn(item);
  }

  new MutationObserver(show).observe(editor, { childList: true, subtree: true });
  show();
})();
