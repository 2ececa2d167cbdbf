/** Lets the browser keep the form's own files, so that it opens without a network. */
export function registerWorker(): void {
  // The development server has no such file; a page over plain HTTP from afar may have no worker.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker
    .register("/patrol-worker.js", { scope: "/patrol", type: "module" })
    .catch(() => {
      // The form works as long as the page stays open; only a restart without network would not.
    });
}
