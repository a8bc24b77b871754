// Draws the invented scenes of fixtures/sheet/drawn.json in the browser and wraps each into a
// JPEG with an EXIF thumbnail, a caption in EXIF and the other fields in XMP. They are made anew by
// every run: no picture is kept in the tree, and the sheet has real thumbnails to show.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

// Runs in the page: landscapes out of a sky, a horizon and a few shapes, different for every seed.
async function drawInPage({ scene, seed, width, height, quality }) {
  let state = seed * 2654435761 % 4294967296;
  const random = () => { state = (state * 1664525 + 1013904223) % 4294967296; return state / 4294967296; };
  const between = (low, high) => low + random() * (high - low);
  const canvas = new OffscreenCanvas(width, height);
  const draw = canvas.getContext("2d");
  const horizon = height * between(0.5, 0.65);
  const SKY = { sea: ["#f6c79b", "#7fa3bf"], city: ["#4a5f7d", "#c9b8a4"], snow: ["#dfe9f2", "#a9bfd3"], field: ["#f3dfae", "#8fb4d0"], dusk: ["#1f2440", "#b4596b"] };
  const GROUND = { sea: "#38596e", city: "#2c3038", snow: "#f4f7fa", field: "#7c8b45", dusk: "#191b28" };
  const sky = draw.createLinearGradient(0, 0, 0, horizon);
  sky.addColorStop(0, SKY[scene][1]);
  sky.addColorStop(1, SKY[scene][0]);
  draw.fillStyle = sky;
  draw.fillRect(0, 0, width, height);
  draw.fillStyle = "rgba(255, 244, 214, 0.85)";
  draw.beginPath();
  draw.arc(width * between(0.15, 0.85), horizon * between(0.3, 0.8), height * between(0.04, 0.09), 0, 7);
  draw.fill();
  for (let ridge = 0; ridge < 3; ridge += 1) { // hills behind one another
    draw.fillStyle = `rgba(30, 40, 60, ${0.18 + ridge * 0.12})`;
    draw.beginPath();
    draw.moveTo(0, height);
    const rise = scene === "sea" ? 0.05 : 0.2;
    let at = horizon - height * rise * random();
    for (let x = 0; x <= width; x += width / 12) {
      draw.lineTo(x, at);
      at = Math.min(horizon + ridge * 4, at + height * between(-rise, rise) / 2.5);
    }
    draw.lineTo(width, height);
    draw.fill();
  }
  draw.fillStyle = GROUND[scene];
  draw.fillRect(0, horizon, width, height - horizon);
  const count = scene === "city" ? 16 : 7;
  for (let i = 0; i < count; i += 1) {
    const x = between(0, width);
    const size = height * between(0.05, 0.22);
    if (scene === "city") {
      draw.fillStyle = `hsl(215 14% ${between(14, 34)}%)`;
      draw.fillRect(x, horizon + height * 0.12 - size * 2, size * 0.7, size * 2 + height * 0.1);
      draw.fillStyle = "rgba(255, 220, 140, 0.8)";
      for (let w = 0; w < 6; w += 1) { draw.fillRect(x + size * 0.6 * random(), horizon + height * 0.1 - size * 1.8 * random(), 2, 2); }
    } else if (scene === "sea") {
      draw.fillStyle = "rgba(240, 240, 235, 0.9)";
      draw.beginPath();
      draw.moveTo(x, horizon + size * 0.4);
      draw.lineTo(x + size * 0.3, horizon + size * 0.4);
      draw.lineTo(x + size * 0.1, horizon - size * 0.5);
      draw.fill();
    } else {
      draw.fillStyle = scene === "snow" ? "#3e5a54" : scene === "dusk" ? "#0d0f18" : "#57682f";
      draw.beginPath();
      draw.moveTo(x, horizon + size * 0.5);
      draw.lineTo(x + size * 0.5, horizon + size * 0.5);
      draw.lineTo(x + size * 0.25, horizon - size * 0.7);
      draw.fill();
    }
  }
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
  return Array.from(new Uint8Array(await blob.arrayBuffer()));
}

async function draw(page, scene, seed, width, height, quality) {
  return Buffer.from(await page.evaluate(drawInPage, { scene, seed, width, height, quality }));
}

function segment(marker, ...parts) {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);
}
function u16(value) { const b = Buffer.alloc(2); b.writeUInt16BE(value); return b; }
function u32(value) { const b = Buffer.alloc(4); b.writeUInt32BE(value); return b; }

// A directory of ASCII (type 2) and LONG (4) entries, with its values behind it. CIPA DC-008, 4.6.
function directory(at, entries, next) {
  let behind = at + 2 + entries.length * 12 + 4;
  const rows = [];
  const values = [];
  for (const [tag, type, value] of entries) {
    const bytes = type === 2 ? Buffer.from(value + "\0", "utf8") : u32(value);
    rows.push(u16(tag), u16(type), u32(type === 2 ? bytes.length : 1));
    if (bytes.length <= 4) {
      rows.push(Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]));
    } else {
      rows.push(u32(behind));
      values.push(bytes);
      behind += bytes.length;
    }
  }
  return Buffer.concat([u16(entries.length), ...rows, u32(next ? behind : 0), ...values]);
}

function exif(picture, thumbnail) {
  const first = [[0x010e, 2, picture.exif_caption || picture.caption], [0x013b, 2, picture.creator]].filter((one) => one[2]);
  const zeroth = directory(8, first, true);
  const at = 8 + zeroth.length;
  const size = directory(at, [[0x0103, 4, 6], [0x0201, 4, 0], [0x0202, 4, 0]], false).length;
  const last = directory(at, [[0x0103, 4, 6], [0x0201, 4, at + size], [0x0202, 4, thumbnail.length]], false);
  return segment(0xe1, Buffer.from("Exif\0\0MM\0*", "latin1"), u32(8), zeroth, last, thumbnail);
}

function escape(text) { return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`); }

function xmp(picture) {
  const plain = (name, value) => (value ? `<${name}>${escape(value)}</${name}>` : "");
  const alt = (name, value) => (value ? `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escape(value)}</rdf:li></rdf:Alt></${name}>` : "");
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
${alt("dc:description", picture.caption)}${plain("photoshop:Headline", picture.headline)}${plain("photoshop:Credit", picture.credit)}
${plain("photoshop:Source", picture.source)}${plain("photoshop:Instructions", picture.instructions)}${plain("photoshop:DateCreated", picture.date)}
${picture.creator ? `<dc:creator><rdf:Seq><rdf:li>${escape(picture.creator)}</rdf:li></rdf:Seq></dc:creator>` : ""}
</rdf:Description></rdf:RDF></x:xmpmeta>`;
  return segment(0xe1, Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1"), Buffer.from(packet, "utf8"));
}

// Writes the pictures of `list` into `folder` and returns their paths. `page` is any open page.
async function makePictures(page, list, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const paths = [];
  for (const [i, picture] of list.entries()) {
    const tall = i % 7 === 3;
    const thumbnail = await draw(page, picture.scene, i + 7, tall ? 107 : 160, tall ? 160 : 107, 0.6);
    const main = await draw(page, picture.scene, i + 7, tall ? 32 : 48, tall ? 48 : 32, 0.5);
    const file = path.join(folder, picture.name);
    fs.writeFileSync(file, Buffer.concat([main.subarray(0, 2), exif(picture, thumbnail), xmp(picture), main.subarray(2)]));
    paths.push(file);
  }
  return paths;
}

module.exports = { makePictures };
