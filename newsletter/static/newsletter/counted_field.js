// Says below each field with data-counted how long its text is: at once for those who look, and
// when the writer pauses for those who listen.
(() => {
  const PAUSE = 1000;

  const addTo = (field) => {
    const { counted, countedText } = field.dataset;
    const shown = document.createElement("p");
    shown.className = "counted-field";
    shown.setAttribute("aria-hidden", "true");
    const heard = document.createElement("p");
    heard.className = "w-sr-only";
    heard.setAttribute("aria-live", "polite");
    field.after(shown, heard);

    let waiting;
    const say = () => {
      // As people count: an emoji is one.
      const { length } = [...field.value];
      shown.textContent = countedText.replace("{length}", length).replace("{shown}", counted);
      shown.classList.toggle("counted-field--long", length > Number(counted));
    };
    field.addEventListener("input", () => {
      say();
      clearTimeout(waiting);
      waiting = setTimeout(() => (heard.textContent = shown.textContent), PAUSE);
    });
    say();
  };

  const start = () => document.querySelectorAll("[data-counted]").forEach(addTo);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
