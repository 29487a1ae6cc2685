/** One thing that a judge holds against a document; `where` is a FHIRPath-like place in it. */
export type Finding = { readonly rule: string; readonly where: string; readonly what: string };
