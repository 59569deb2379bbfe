// The board: drag a card, or carry it by keyboard; what a move needs is asked for before it is made.
(() => {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const dialog = document.getElementById("move-dialog");
  const said = document.getElementById("board-said");
  const columns = [...board.querySelectorAll(".column")];
  const cards = () => [...board.querySelectorAll("[data-card]")];
  let carried = null;
  let over = null;

  const columnOf = (card) => columns.findIndex((one) => one.contains(card));
  const tell = (text) => { said.textContent = text; };

  function mark(column) {
    columns.forEach((one) => one.classList.toggle("over", one === column));
    over = column;
  }

  function putBack() {
    if (carried) carried.classList.remove("picked");
    carried = null;
    mark(null);
  }

  // the form comes from the server: it says what is missing, and moves only when it is sent
  async function ask(card, stage) {
    if (stage === card.dataset.stage) return;
    const next = location.pathname + location.search;
    const address = `${card.dataset.move}?to=${stage}&next=${encodeURIComponent(next)}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok) { location.href = address; return; }
    document.getElementById("move-form").innerHTML = await answer.text();
    dialog.returnFocus = card;
    dialog.showModal();
  }

  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) { event.preventDefault(); dialog.close(); }
  });
  dialog.addEventListener("close", () => dialog.returnFocus && dialog.returnFocus.focus());

  // ---- by pointer
  board.addEventListener("dragstart", (event) => {
    const card = event.target.closest("[data-mine]");
    if (!card) return;
    carried = card;
    card.classList.add("picked");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.card);
  });
  board.addEventListener("dragover", (event) => {
    const column = event.target.closest(".column");
    if (!carried || !column) return;
    event.preventDefault();
    mark(column);
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest(".column");
    if (!carried || !column) return;
    event.preventDefault();
    const card = carried;
    putBack();
    ask(card, column.dataset.stage);
  });
  board.addEventListener("dragend", putBack);

  // ---- by keyboard
  cards().forEach((card, place) => {
    card.tabIndex = place ? -1 : 0;
    card.setAttribute("aria-roledescription", "card");
  });

  function focus(card) {
    if (!card) return;
    cards().forEach((one) => { one.tabIndex = one === card ? 0 : -1; });
    card.focus();
  }

  function beside(card, way) {
    const at = columnOf(card);
    const row = [...columns[at].querySelectorAll("[data-card]")].indexOf(card);
    for (let place = at + way; place >= 0 && place < columns.length; place += way) {
      const there = columns[place].querySelectorAll("[data-card]");
      if (there.length) return there[Math.min(row, there.length - 1)];
    }
    return null;
  }

  function within(card, way) {
    const there = [...columns[columnOf(card)].querySelectorAll("[data-card]")];
    return there[there.indexOf(card) + way];
  }

  function carry(way) {
    const place = Math.min(Math.max(columns.indexOf(over) + way, 0), columns.length - 1);
    mark(columns[place]);
    columns[place].scrollIntoView({ block: "nearest", inline: "nearest" });
    tell(`${said.dataset.over} ${columns[place].dataset.words}`);
  }

  function carrying(event, card) {
    const ways = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.key in ways) carry(ways[event.key]);
    else if (event.key === "Escape") { putBack(); tell(said.dataset.cancelled); }
    else if (event.key === "Enter" || event.key === " ") {
      const stage = over.dataset.stage;
      putBack();
      ask(card, stage);
    } else return;
    event.preventDefault();
  }

  function walking(event, card) {
    const to = {
      ArrowUp: () => within(card, -1), ArrowDown: () => within(card, 1),
      ArrowLeft: () => beside(card, -1), ArrowRight: () => beside(card, 1),
    }[event.key];
    if (to) focus(to());
    else if (event.key === " " && "mine" in card.dataset) {
      carried = card;
      card.classList.add("picked");
      mark(columns[columnOf(card)]);
      tell(`${card.querySelector("a").textContent} ${said.dataset.picked}`);
    } else if (event.key === "Enter") card.querySelector("a").click();
    else return;
    event.preventDefault();
  }

  board.addEventListener("keydown", (event) => {
    const card = event.target;
    if (!card.matches("[data-card]")) return;
    if (carried) carrying(event, card);
    else walking(event, card);
  });
  board.addEventListener("focusout", (event) => {
    if (carried && event.target === carried && !board.contains(event.relatedTarget)) putBack();
  });
})();
