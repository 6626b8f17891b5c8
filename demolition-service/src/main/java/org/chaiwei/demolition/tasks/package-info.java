/** 今日待办: what is due, overdue, blocked and why, for each of those whose turn it is: rows, and their endpoint. */
@NullMarked
package org.chaiwei.demolition.tasks;

import org.jspecify.annotations.NullMarked;
