import { useCallback } from 'react';

type BlobImageProps = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly alt: string;
  readonly className?: string;
};

/** A picture out of memory: it has an address only while it is shown. */
export function BlobImage({ bytes, contentType, alt, className }: BlobImageProps) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const address = URL.createObjectURL(new Blob([bytes], { type: contentType }));
      image.src = address;
      return () => {
        URL.revokeObjectURL(address);
      };
    },
    [bytes, contentType],
  );
  return <img ref={show} alt={alt} className={className} />;
}
