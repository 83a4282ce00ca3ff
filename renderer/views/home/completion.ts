/**
 * What would complete a room name that is being typed, from rooms used before, latest first.
 *
 * @returns the rest of the name, as it was written then; empty when nothing fits.
 */
export function completion(typed: string, rooms: readonly string[]): string {
  if (typed.trim() === '') return '';
  const start = typed.toLowerCase();
  const room = rooms.find(
    (name) => name.length > typed.length && name.toLowerCase().startsWith(start),
  );
  return room?.slice(typed.length) ?? '';
}
