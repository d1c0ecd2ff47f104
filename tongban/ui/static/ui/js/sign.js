// [data-sign]: a name drawn by finger, pen or mouse goes into the form as a picture; without script it is typed.
for (const box of document.querySelectorAll("[data-sign]")) {
  const canvas = box.querySelector("canvas");
  const kept = box.querySelector("input[type=hidden]");
  const pen = canvas.getContext("2d");
  let drawing = false;
  let drawn = false;
  box.hidden = false;
  fit();

  function fit() {
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    pen.scale(scale, scale);
    pen.lineWidth = 2.5;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(canvas).color;
  }

  function clear() {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawn = false;
    kept.value = "";
  }

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(event.offsetX, event.offsetY);
    pen.stroke();
    drawn = true;
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(kind, () => {
      drawing = false;
      if (drawn) kept.value = canvas.toDataURL("image/png");
    });
  }
  box.querySelector("[data-clear]").addEventListener("click", clear);
}
