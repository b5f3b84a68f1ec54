"""What all reports share, found in the text alone: headline, dates, credits, bylines, what is not the article, damage."""
