"""Pictures: charts as SVG text, and the figures of this project made of them."""
