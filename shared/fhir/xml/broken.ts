/**
 * What is wrong with XML that is not well-formed: its end is missing, or something inside it is wrong.
 * `readToEnd`: nothing was wrong until its end.
 */
export function brokenXml(text: string, readToEnd: boolean): 'file-truncated' | 'file-ill-formed' {
  const name = /<([A-Za-z_][\w.:-]{0,200})/.exec(text)?.[1];
  const isClosed = name !== undefined && text.slice(-2000).includes(`</${name}`);
  return readToEnd && !isClosed ? 'file-truncated' : 'file-ill-formed';
}
