SwaggerUIBundle({
  url: "{{ schema_url|escapejs }}",
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  docExpansion: "list",
  // Links inside the buttons that open an operation would be reached by no keyboard.
  deepLinking: false,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  supportedSubmitMethods: ["get", "head"],
  onComplete() {
    const about = document.querySelector(".information-container");
    about.setAttribute("role", "region");
    about.setAttribute("aria-label", "About the API");
  },
});
