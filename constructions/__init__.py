"""What the theorems claim to exist, built: training sets, perturbations, networks, certificates."""
