import { Button } from '../../../ui/Button.tsx';

/** How large a page is shown; 1 is as wide as there is room. */
export const zoomSteps = [1, 1.25, 1.5, 2, 3, 4] as const;

type ZoomButtonsProps = { readonly zoom: number; readonly onZoom: (zoom: number) => void };

/** Larger and smaller. */
export function ZoomButtons({ zoom, onZoom }: ZoomButtonsProps) {
  const smaller = zoomSteps.findLast((step) => step < zoom);
  const larger = zoomSteps.find((step) => step > zoom);
  return (
    <div className="phr-pdf__set">
      <ZoomButton to={smaller} onZoom={onZoom}>
        Smaller
      </ZoomButton>
      <p className="phr-pdf__page" role="status">
        {Math.round(zoom * 100)}%
      </p>
      <ZoomButton to={larger} onZoom={onZoom}>
        Larger
      </ZoomButton>
    </div>
  );
}

type ZoomButtonProps = {
  readonly to: number | undefined;
  readonly onZoom: (zoom: number) => void;
  readonly children: string;
};

function ZoomButton({ to, onZoom, children }: ZoomButtonProps) {
  return (
    <Button
      kind="secondary"
      small
      disabled={to === undefined}
      onClick={() => {
        if (to !== undefined) onZoom(to);
      }}
    >
      {children}
    </Button>
  );
}
