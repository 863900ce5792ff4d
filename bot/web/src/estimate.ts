import "./estimator/estimator";
import "./styles/page.css";
