interface Props {
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
}

/** What the wheel and two fingers do, for those who have neither. */
export function ZoomButtons({ zoomIn, zoomOut, fit }: Props) {
  return (
    <div class="graph-zoom">
      <button type="button" onClick={zoomIn} aria-label="Zoom in" title="Zoom in (+)">
        +
      </button>
      <button type="button" onClick={zoomOut} aria-label="Zoom out" title="Zoom out (-)">
        −
      </button>
      <button type="button" onClick={fit} title="Show the whole graph (0)">
        Fit
      </button>
    </div>
  );
}
