export * from "./binary";
export * from "./softmax";
export { exponentials, shift } from "@betahat/activations/assembly/rows";
