// Printing and reading aloud: buttons that make sense only with script show themselves.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const voice = window.speechSynthesis;
for (const button of voice ? document.querySelectorAll("[data-read-aloud]") : []) {
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const speaking = voice.speaking;
    voice.cancel();
    button.setAttribute("aria-pressed", String(!speaking));
    if (speaking) return;
    const text = String(window.getSelection()) || document.getElementById("main").innerText;
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = document.documentElement.lang;
    spoken.addEventListener("end", () => button.setAttribute("aria-pressed", "false"));
    voice.speak(spoken);
  });
}
