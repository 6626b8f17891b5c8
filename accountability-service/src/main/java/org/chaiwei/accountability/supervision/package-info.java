/** 督办: tasks that a unit is given with a day to answer by, who hears when it comes near and goes by, and who says that a task is done. */
@NullMarked
package org.chaiwei.accountability.supervision;

import org.jspecify.annotations.NullMarked;
