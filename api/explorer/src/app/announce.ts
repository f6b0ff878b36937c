/** What a screen reader is told about something that arrived without a change of focus. */

type Listener = (text: string) => void;

let listener: Listener = () => {};

export function announce(text: string): void {
  listener(text);
}

export function onAnnouncement(given: Listener): void {
  listener = given;
}
