/**
 * Unpacks the packaged Chromium, if that is the one in use, before several packages' tests start at
 * once and each would find the other's half of it.
 */
import { findChromium } from './chromium.js';

await findChromium();
