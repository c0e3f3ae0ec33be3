import { policyFits } from './fits.ts';

/* Run in a frame that a content security policy governs: its fits go to the page around it. */
const answer = await policyFits().catch((error: unknown) => String(error));
parent.postMessage(answer, '*');
