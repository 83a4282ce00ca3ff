import type { Contact } from '../../../preload/contract/contacts.ts';
import { Avatar, type AvatarProps } from '../../ui/Avatar.tsx';
import { hueOf, initialOf } from '../identity.ts';
import { PresenceMark } from './PresenceMark.tsx';

export type PersonAvatarProps = (
  | {
      /** Address or id; it picks the colour. */
      readonly id: string;
    }
  | {
      /** Degrees. */
      readonly hue: number;
    }
) & {
  readonly name: string;
  /** Null: none is shown. */
  readonly presence: Contact['presence'] | null;
  readonly size?: AvatarProps['size'];
};

/**
 * A person with how available they are. What lies behind it says its colour in `--ground`.
 */
export function PersonAvatar(props: PersonAvatarProps) {
  const { name, presence, size = 'medium' } = props;
  const hue = 'hue' in props ? props.hue : hueOf(props.id);
  return (
    <span className="relative flex-none">
      <Avatar initial={initialOf(name)} hue={hue} size={size} />
      {presence !== null && (
        <span className="absolute -right-1 -bottom-1 grid size-3.75 place-items-center rounded-full bg-(--ground)">
          <PresenceMark presence={presence} size={11} />
        </span>
      )}
    </span>
  );
}
