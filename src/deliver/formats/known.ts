/** An object without the fields that are null, undefined or an empty list: standards leave out what is not known. */
export function known<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Known<T>;
}

/** Fields that may be absent are optional, all others stay. */
export type Known<T> = { [K in keyof T as Absent<T[K]> extends never ? K : never]: T[K] } & {
  [K in keyof T as Absent<T[K]> extends never ? never : K]?: Exclude<T[K], null | undefined>;
};

type Absent<V> = Extract<V, null | undefined>;
