"""The pages: a calm web application through which every human step of a case is taken."""
