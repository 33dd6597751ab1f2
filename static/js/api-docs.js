// Swagger UI below the list of addresses, to ask them from the page.
const viewer = document.getElementById("viewer");

viewer.hidden = false;
document.getElementById("to-viewer").hidden = false;
SwaggerUIBundle({
  url: document.getElementById("swagger-ui").dataset.schema,
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  docExpansion: "none",
  // Links inside the buttons that open an operation would be reached by no keyboard.
  deepLinking: false,
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  supportedSubmitMethods: ["get", "head"],
});
