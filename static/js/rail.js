// On a phone the subjects stand in one line: bring the one we are on into sight.
const here = document.querySelector(".rail [aria-current]");
if (here && matchMedia("(max-width: 48rem)").matches) {
  const line = here.closest("ul");
  line.scrollLeft = here.offsetLeft - (line.clientWidth - here.offsetWidth) / 2;
}
