"""Briefing Bot: a press archive that you can question in Discord, Slack or the console."""
