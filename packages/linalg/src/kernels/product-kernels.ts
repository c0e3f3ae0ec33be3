/** Packs rows or columns into panels four wide: see assembly/product.ts. Addresses are in bytes. */
type Pack = (x: number, stride: number, depth: number, width: number, out: number) => void;

/** What assembly/product.ts exports. */
export interface ProductKernels {
  readonly packColumns: Pack;
  readonly packRows: Pack;
  readonly scalePanels: (p: number, panels: number, depth: number, d: number, q: number) => void;
  readonly tiles: (
    a: number,
    m: number,
    b: number,
    n: number,
    depth: number,
    c: number,
    stride: number,
    lower: number,
  ) => void;
}
