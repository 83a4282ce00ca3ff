/**
 * The six transceivers of a link, in the order in which the impolite side creates them. The order
 * is part of the protocol: a lane is known by its place, never by an SDP label.
 */
export const LANES = [
  { name: 'microphone', kind: 'audio' },
  { name: 'camera', kind: 'video' },
  { name: 'screenA', kind: 'video' },
  { name: 'screenASound', kind: 'audio' },
  { name: 'screenB', kind: 'video' },
  { name: 'screenBSound', kind: 'audio' },
] as const;
export type LaneName = (typeof LANES)[number]['name'];

/** Data channels of a link, negotiated out of band with these ids (W3C WebRTC, section 6.2). */
export const CHANNELS = {
  /** State of the other end and its goodbye: reliable, ordered. */
  control: { id: 0, label: 'control' },
  /** Chat and its history: reliable, ordered. */
  chat: { id: 1, label: 'chat' },
  /** Ink and what else is agreed on about shares: reliable, ordered. */
  present: { id: 2, label: 'present' },
  /** Pointers: only the newest counts, so unordered and never sent again. */
  pointer: { id: 3, label: 'pointer' },
  /** Lossless stills: reliable, ordered, beside the ink so that they do not hold it up. */
  still: { id: 4, label: 'still' },
  /** Whether two members become contacts: reliable, ordered, apart from all that a call needs. */
  contacts: { id: 5, label: 'contacts' },
} as const;
export type ChannelName = keyof typeof CHANNELS;
