/** Vite gives a file's address on the site for an import with `?url`. */
declare module '*?url' {
  const url: string;
  export default url;
}
