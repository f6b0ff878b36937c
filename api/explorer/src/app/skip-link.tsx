/** Past the header to the content. The hash of the URL names the view, so the focus is moved by hand. */
export function SkipLink() {
  const toContent = (event: MouseEvent) => {
    event.preventDefault();
    document.querySelector("main")?.focus();
  };
  return (
    <a class="skip" href={window.location.hash || "#/"} onClick={toContent}>
      Skip to the content
    </a>
  );
}
