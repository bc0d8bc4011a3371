// Passkeys: asks our server what to ask the device, asks the device, and sends what it answers with the form.
// Only pages with a passkey on them load this. Without it the code beside each passkey does the same work.

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (options) => ({
  ...options,
  challenge: bytesOf(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytesOf(options.user.id) } }),
  ...Object.fromEntries(
    ["allowCredentials", "excludeCredentials"]
      .filter((name) => options[name])
      .map((name) => [name, options[name].map((each) => ({ ...each, id: bytesOf(each.id) }))]),
  ),
});

const withText = (credential) => ({
  id: credential.id,
  rawId: textOf(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: Object.fromEntries(
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
      .filter((name) => credential.response[name])
      .map((name) => [name, textOf(credential.response[name])]),
  ),
});

const askServer = async (form) => {
  const token = form.elements.namedItem("csrfmiddlewaretoken").value;
  const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return withBytes((await answer.json()).publicKey);
};

const askDevice = async (form) => {
  const publicKey = await askServer(form);
  const adds = form.dataset.passkey === "add";
  return adds ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector(".cw-passkey__trouble");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const credential = await askDevice(form);
      form.elements.namedItem("credential").value = JSON.stringify(withText(credential));
    } catch {
      // Somebody changed their mind, or the device cannot: what else there is stands on the page.
      trouble.hidden = false;
      return;
    }
    form.submit();
  });
}
