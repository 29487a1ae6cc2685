/** A recovery code, large enough to copy by hand. */
export function RecoveryCode({ code }: { readonly code: string }) {
  const groups = code.split(/[\s-]+/).filter((group) => group !== '');
  return (
    <ol className="phr-code" aria-label="Recovery code">
      {groups.map((group, index) => (
        <li key={`${index}-${group}`}>{group}</li>
      ))}
    </ol>
  );
}
