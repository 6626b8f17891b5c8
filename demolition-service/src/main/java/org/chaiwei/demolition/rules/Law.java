package org.chaiwei.demolition.rules;

import org.chaiwei.demolition.calendar.WorkingDays;

/** By what a decision judges: the rules, and the calendar that their periods are counted by. Handed to whoever decides, who looks nothing up. */
public record Law(RuleSet rules, WorkingDays days) {}
