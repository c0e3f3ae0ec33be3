import { sigmoid } from '@betahat/activations';

/** ŷ = 1 / (1 + exp(−o)), for every logit o. */
export const predict = (logits: Float64Array) => sigmoid(logits);
