const status = document.getElementById("status");
const say = (words) => { status.textContent = ""; setTimeout(() => { status.textContent = words; }, 50); };

// Light or dark: the system's, unless chosen; the choice is kept where the browser lets it.
const themes = document.querySelector(".themes");
themes.hidden = false;
for (const input of themes.querySelectorAll("input")) {
  input.checked = input.value === (document.documentElement.dataset.theme ?? "");
  input.addEventListener("change", () => {
    if (input.value) document.documentElement.dataset.theme = input.value;
    else delete document.documentElement.dataset.theme;
    try { localStorage.setItem("zoomout-theme", input.value); } catch { /* not kept */ }
  });
}

// One topic alone: the address tells which, so that back and forward work.
const rooms = [...document.querySelectorAll("[data-room]")];
const links = [...document.querySelectorAll("nav [data-topic]")];
document.querySelector(".all").hidden = false;
const filter = () => {
  const asked = decodeURIComponent(location.hash.slice(1));
  const topic = rooms.some((room) => room.id === asked) ? asked : "";
  for (const room of rooms) room.hidden = topic !== "" && room.id !== topic;
  for (const link of links) {
    if (link.dataset.topic === topic) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const film of document.querySelectorAll("[hidden] video")) film.pause();
};
window.addEventListener("hashchange", () => {
  filter();
  const count = rooms.filter((room) => !room.hidden).length;
  say(count === 1 ? rooms.find((room) => !room.hidden).querySelector("h2").textContent : "Everything");
});
filter();

// Films: one plays at a time, and a chapter is where its beat begins.
const films = [...document.querySelectorAll("video")];
for (const film of films) {
  const chapters = [...film.closest(".card").querySelectorAll("[data-at]")];
  film.addEventListener("play", () => films.forEach((other) => other !== film && other.pause()));
  film.addEventListener("timeupdate", () => {
    for (const one of chapters) {
      const since = film.currentTime - Number(one.dataset.at);
      if (since >= -0.01 && since < Number(one.dataset.for) - 0.01) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  });
  for (const one of chapters) {
    one.addEventListener("click", () => {
      film.currentTime = Number(one.dataset.at);
      film.play();
      film.scrollIntoView({ block: "nearest" });
    });
  }
}
for (const one of document.querySelectorAll(".chapters button")) {
  if (!one.closest(".card").querySelector("video")) one.disabled = true;
}

// A gif moves when it is asked to.
for (const button of document.querySelectorAll("[data-gif]")) {
  const picture = button.parentElement.querySelector("img");
  const still = picture.src;
  button.hidden = false;
  button.addEventListener("click", () => {
    const plays = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(plays));
    button.textContent = plays ? "Stop" : "Play";
    picture.src = plays ? button.dataset.gif : still;
  });
}

// Copied without the clipboard's permission, which a page that is a file may not have.
const copy = (words) => {
  const area = document.createElement("textarea");
  area.value = words;
  area.setAttribute("readonly", "");
  area.className = "unseen";
  document.body.append(area);
  area.focus();
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
};
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const done = copy(button.dataset.copy);
    button.focus();
    button.textContent = done ? "Copied" : "Select it";
    say(done ? "The command is copied" : "The command could not be copied");
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}
