"""Speed, as ratios of two sides measured in the same run: absolute times say more about the machine than the code."""
