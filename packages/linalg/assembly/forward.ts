// The way from coefficients to logits: all that a product A·b needs.

export { forward as dense, forward32 as dense32 } from "./walk";
export { forward as sparse, touch } from "./sparse";
export { widen } from "./widen";
