import { LiveVideo } from '../call/FaceTile.tsx';
import { useCall } from '../ParleyProvider.tsx';

/** Oneself in the mirror, in the corner, while the camera is on. */
export function OwnCorner() {
  const id = useCall((state) => state.self.id);
  const camera = useCall((state) => state.self.camera);
  if (!camera) return null;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute top-2.5 right-2.5 h-12.5 w-20 overflow-hidden rounded-[7px] ring-1 ring-[oklch(0%_0_0/.4)]"
    >
      <LiveVideo member={id} lane="camera" layout="object-cover -scale-x-100" />
    </div>
  );
}
