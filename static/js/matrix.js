// Arrow keys from cell to cell of a table, heads among them, and one stop of the tab key instead of thousands.
// Home and End go to the ends of a row, with Ctrl to the first and last row; Page Up and Page Down by ten rows.
const table = document.getElementById("matrix");

if (table) {
  const rows = [...table.tHead.rows, ...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a") ?? cell));
  let [at, along] = [0, 0];

  const show = (row, column) => {
    rows[at][along].tabIndex = -1;
    at = Math.min(Math.max(row, 0), rows.length - 1);
    along = Math.min(Math.max(column, 0), rows[at].length - 1);
    rows[at][along].tabIndex = 0;
  };
  const steps = {
    ArrowUp: () => [at - 1, along],
    ArrowDown: () => [at + 1, along],
    ArrowLeft: () => [at, along - 1],
    ArrowRight: () => [at, along + 1],
    PageUp: () => [at - 10, along],
    PageDown: () => [at + 10, along],
    Home: (all) => [all ? 0 : at, 0],
    End: (all) => [all ? rows.length - 1 : at, rows[at].length - 1],
  };

  // What is gone to comes to stand clear of the heads, which stay in view.
  const clear = () => {
    const [head, foot] = [table.tHead, table.tFoot].map((part) => part.offsetHeight);
    table.parentElement.style.scrollPadding = `${head}px 0 ${foot}px ${table.rows[0].cells[0].offsetWidth}px`;
  };
  clear();
  addEventListener("resize", clear);

  for (const target of rows.flat()) target.tabIndex = -1;
  show(table.tHead.rows.length, 0);
  table.querySelector(".matrix__keys").hidden = false;

  table.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(...step(event.ctrlKey));
    rows[at][along].focus({ preventScroll: true });
    rows[at][along].scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    show(cell.parentElement.rowIndex, cell.cellIndex);
  });
}
