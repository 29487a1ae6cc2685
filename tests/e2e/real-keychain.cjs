/* global require */
/*
 * Loaded into the program after Playwright's own script, which keeps the programs that it drives away from the
 * keychain of the system. Here that keychain is what is tested.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- Electron loads such a script as CommonJS
const { app } = require('electron');
app.commandLine.removeSwitch('password-store');
