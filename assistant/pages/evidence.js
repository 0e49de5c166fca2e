// Draws the open passage, and brings it before the reader when it was just opened.
export default function ({ parentElement, data }) {
  const panel = parentElement.querySelector(".evidence");
  if (panel.drawn !== data.html) {
    panel.innerHTML = data.html;
    panel.drawn = data.html;
    panel.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  }
  if (panel.number === data.number) return;
  panel.number = data.number;
  panel.querySelector("h2").focus({ preventScroll: true });
  if (matchMedia("(max-width: 56rem)").matches) {
    parentElement.host.closest(".st-key-evidence").scrollIntoView({ block: "start" });
  }
}
