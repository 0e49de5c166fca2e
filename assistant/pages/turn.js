// Draws a question and its answer, and tells which [n] was chosen.
export default function ({ parentElement, data, setTriggerValue }) {
  const turn = parentElement.querySelector(".turn");
  const marks = () => [...turn.querySelectorAll("button.mark")];

  // Drawn only when it changed: drawing takes the keyboard's focus away.
  if (turn.drawn !== data.html) {
    turn.innerHTML = data.html;
    turn.drawn = data.html;
    if (data.newest) turn.scrollIntoView({ block: "start" });
  }

  turn.onclick = (event) => {
    const mark = event.target.closest("button.mark");
    if (!mark) return;
    turn.chosen = mark;
    setTriggerValue("mark", Number(mark.dataset.n));
  };

  for (const mark of marks()) {
    mark.setAttribute("aria-pressed", String(Number(mark.dataset.n) === data.opened));
  }
  // The panel was closed: back to where the reader came from.
  if (turn.opened && !data.opened && turn.chosen?.isConnected) turn.chosen.focus();
  turn.opened = data.opened;
}
