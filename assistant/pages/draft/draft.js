// Draws the text of a draft, and tells what was pressed in it.
export default function ({ parentElement, data, setTriggerValue }) {
  const text = parentElement.querySelector(".draft");
  if (text.drawn !== data.html) {
    text.innerHTML = data.html;
    text.drawn = data.html;
  }

  text.onclick = (event) => {
    const pressed = event.target.closest("button[data-act]");
    if (pressed) setTriggerValue("act", pressed.dataset.act);
  };

  if (data.sought && text.sought !== data.sought) {
    text.sought = data.sought;
    for (const paragraph of text.querySelectorAll("[data-key]")) {
      if (paragraph.dataset.key === data.sought) paragraph.scrollIntoView({ block: "center" });
    }
  }
}
