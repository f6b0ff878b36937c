import "./style/colours.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/panels.css";
import "./style/parts.css";
import "./style/tables.css";
import "./style/charts.css";
import { render } from "preact";
import { App } from "./app/app.tsx";
import { followPlaces } from "./app/navigation.ts";
import { applyTheme, followSystemTheme } from "./app/theme.ts";

applyTheme();
followSystemTheme();
followPlaces();
const place = document.getElementById("app");
if (place !== null) render(<App />, place);
