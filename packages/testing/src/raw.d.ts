/** Vite, and so vitest in Node and in the browser, gives a file's text for an import with `?raw`. */
declare module '*?raw' {
  const text: string;
  export default text;
}
