// The way from residuals to a gradient: all that a product Aᵀ·b needs.

export { backward as dense, backward32 as dense32 } from "./walk";
export { backward as sparse, touch } from "./sparse";
export { widen } from "./widen";
