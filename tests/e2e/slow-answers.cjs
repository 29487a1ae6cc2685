/* global require */
/*
 * Loaded into the program before its own script where `PHR_SLOW_ANSWERS` is set: every answer of the main process
 * takes a while, so that a test that reads before an answer came turns red here, and not by chance elsewhere.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Electron loads such a script as CommonJS
const { ipcMain } = require('electron');

const longest = Number(process.env.PHR_SLOW_ANSWERS);
const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, answer) => {
  handle(channel, async (...args) => {
    const answered = await answer(...args);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
    return answered;
  });
};
