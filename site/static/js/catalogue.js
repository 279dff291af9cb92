// Quicker catalogues: a choice shows its hits at once. Without it, the form's button does the same.
(() => {
  const form = document.querySelector("form.catalogue");
  if (!form) return;
  let waiting = new AbortController();

  const chosen = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) query.append(name, value.trim());
    const text = query.toString();
    return form.action + (text ? "?" + text : "");
  };

  // Only what has changed is swapped: the field that has the focus keeps it, and the count, whose
  // element stays, is read out.
  const show = (page, fields) => {
    for (const select of form.querySelectorAll("select")) {
      const now = page.getElementById(select.id);
      const value = fields ? now.value : select.value;
      select.replaceChildren(...now.children);
      select.value = value;
      select.parentElement.hidden = now.parentElement.hidden;
    }
    if (fields) form.elements.q.value = page.getElementById("q").value;
    const hits = page.getElementById("catalogue-hits");
    document.getElementById(hits.id).replaceChildren(...hits.childNodes);
    const count = document.getElementById("catalogue-count");
    count.textContent = page.getElementById("catalogue-count").textContent.trim();
    const here = document.querySelectorAll(".languages__link");
    page.querySelectorAll(".languages__link").forEach((link, at) => {
      if (here[at]) here[at].href = link.getAttribute("href");
    });
    const told = "link[rel=canonical], link[hreflang], meta[property='og:url'], .page-foot";
    const old = document.querySelectorAll(told);
    page.querySelectorAll(told).forEach((part, at) => old[at]?.replaceWith(part));
    document.title = page.title;
  };

  const read = async (address, fields) => {
    waiting.abort();
    waiting = new AbortController();
    try {
      const answer = await fetch(address, { signal: waiting.signal });
      if (!answer.ok) throw new Error(answer.status);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"), fields);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  };

  const choose = (event) => {
    event?.preventDefault();
    const address = chosen();
    if (address === location.href) return;
    history.pushState(null, "", address);
    read(address, false);
  };

  form.addEventListener("change", () => choose());
  form.addEventListener("submit", choose);
  addEventListener("popstate", () => read(location.href, true));
})();
