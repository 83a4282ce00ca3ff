/** A key as it is printed on a keyboard. */
export function KeyCap({ children }: { readonly children: string }) {
  return (
    <kbd className="inline-block min-w-4.5 rounded-key bg-field px-1.25 text-center font-sans text-key font-semibold text-ink-2 inset-ring inset-ring-line edged">
      {children}
    </kbd>
  );
}
