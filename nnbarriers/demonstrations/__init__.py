"""Instances of the results, shown, certified and told in rows."""
