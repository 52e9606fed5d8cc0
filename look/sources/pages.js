// Wakes the parts of a page that scripts make more comfortable; every one of them works without.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { watchSession } from "./session.js";

const PARTS = [
  [Button, { preventDoubleClick: true }],
  [CharacterCount],
  [Checkboxes],
  [ErrorSummary],
  [NotificationBanner],
  [PasswordInput],
  [Radios],
  [ServiceNavigation],
  [SkipLink],
];

function wake(root) {
  for (const [part, settings] of PARTS) {
    createAll(part, settings, root);
  }
}

wake(document);
watchSession();
// What htmx brings in later is woken as well; parts that are awake already refuse to be woken twice, and say so.
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) {
    wake(event.target);
  }
});
