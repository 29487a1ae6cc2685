/** The program's own name and mark: a page held in a closed shape. */
export function Brand() {
  return (
    <p className="phr-brand">
      <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true" focusable="false">
        <rect x="1" y="1" width="32" height="32" rx="9" fill="#003087" />
        <path d="M11 8h9l4 4v14H11z" fill="#fff" />
        <path
          d="M14 15h7M14 18.5h7M14 22h4"
          stroke="#003087"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
      </svg>
      <span>Patient-Held Record</span>
    </p>
  );
}
