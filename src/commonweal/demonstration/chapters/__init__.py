"""A year of life in Weldmere, a chapter for each part of the service. `demonstration.year` names them all."""
