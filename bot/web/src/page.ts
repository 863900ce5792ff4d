import "./chat";
import "./styles/page.css";
import { fitToVisibleViewport } from "./viewport";

fitToVisibleViewport(document.documentElement);
