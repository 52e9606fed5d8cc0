// Says, before anything is drawn, that scripts run here: what only makes sense with them stays hidden without.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
