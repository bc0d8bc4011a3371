// Says that scripts run, before anything is drawn. External and tiny, because no inline script is allowed.
document.body.classList.add("js-enabled", ...("noModule" in HTMLScriptElement.prototype ? ["govuk-frontend-supported"] : []));
