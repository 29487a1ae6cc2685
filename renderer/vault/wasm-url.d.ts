/** The address of a file that the build copies beside the program. */
declare module '*.wasm?url' {
  const url: string;
  export default url;
}

declare module '*.woff?url' {
  const url: string;
  export default url;
}
