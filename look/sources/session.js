// Says five minutes before the end that a session ends when nobody uses it, and goes on with it when asked to.
const BEFORE = 5 * 60 * 1000; // milliseconds

export function watchSession() {
  const room = document.getElementById("session-ends");
  if (!room) {
    return;
  }
  const [warning, ended] = room.children;
  const idle = Number(room.dataset.idleMinutes) * 60 * 1000;
  let soon, over;

  function beginAnew() {
    clearTimeout(soon);
    clearTimeout(over);
    warning.hidden = ended.hidden = true;
    soon = setTimeout(() => (warning.hidden = false), Math.max(0, idle - BEFORE));
    over = setTimeout(end, idle);
  }

  function end() {
    warning.hidden = true;
    ended.hidden = false;
  }

  warning.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch("/account/still-here", { redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) {
      beginAnew();
    } else {
      end();
    }
  });
  beginAnew();
}
