export type HeadingLevel = 1 | 2;

/** The heading element that stands `depth` levels beneath a document whose own heading has `level`. */
export function headingOf(level: HeadingLevel, depth: 0 | 1): 'h1' | 'h2' | 'h3' {
  if (depth === 0) return level === 1 ? 'h1' : 'h2';
  return level === 1 ? 'h2' : 'h3';
}
