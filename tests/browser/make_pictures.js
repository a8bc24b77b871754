// usage: node make_pictures.js LIST.json FOLDER     draws the pictures of the list; prints their paths
"use strict";

const fs = require("node:fs");
const { launch } = require("./browser.js");
const { makePictures } = require("./pictures.js");

(async () => {
  const [list, folder] = process.argv.slice(2);
  const browser = await launch();
  const page = await browser.newPage();
  const paths = await makePictures(page, JSON.parse(fs.readFileSync(list, "utf8")), folder);
  await browser.close();
  console.log(paths.join("\n"));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
