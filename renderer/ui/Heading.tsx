import { createElement, type ReactNode } from 'react';

/** 1 where a document is a page of its own; 2 where it stands beneath the heading of a screen. */
export type HeadingLevel = 1 | 2;

type HeadingProps = {
  /** The level of the document's own heading. */
  readonly level: HeadingLevel;
  /** How far this heading stands beneath it. */
  readonly depth: 0 | 1 | 2;
  readonly className: string;
  readonly children: ReactNode;
};

export function Heading({ level, depth, className, children }: HeadingProps) {
  return createElement(`h${level + depth}`, { className }, children);
}
