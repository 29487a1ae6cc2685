import { Component, type ReactNode } from 'react';
import { Notice } from './Notice.tsx';

type DrawingBoundaryProps = {
  /** What is safe, and what to do now. */
  readonly advice: string;
  readonly children: ReactNode;
};

/** Where something inside cannot be drawn, says so in its place: an empty window would say nothing. */
export class DrawingBoundary extends Component<DrawingBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    const { advice, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <main className="phr-gate">
        <Notice tone="danger" title="This page could not be shown" announce>
          <p>{advice}</p>
        </Notice>
      </main>
    );
  }
}
