// Swagger UI below the list of addresses, to ask them from the page.
const viewer = document.getElementById("viewer");

// The operations alone: its own layout brings a second main part of the page, and the description that stands above.
const plain = ({ React }) => ({
  components: {
    OperationsLayout({ getComponent }) {
      const wrap = (name, inner) => React.createElement("div", { className: name }, inner);
      return wrap("swagger-ui", wrap("wrapper", React.createElement(getComponent("operations", true))));
    },
  },
});

viewer.hidden = false;
document.getElementById("to-viewer").hidden = false;
SwaggerUIBundle({
  url: document.getElementById("swagger-ui").dataset.schema,
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [plain],
  layout: "OperationsLayout",
  docExpansion: "none",
  // Links inside the buttons that open an operation would be reached by no keyboard.
  deepLinking: false,
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  supportedSubmitMethods: ["get", "head"],
});
