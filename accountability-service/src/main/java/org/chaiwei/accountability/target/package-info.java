/**
 * 目标: what the plan, the city and the district have set the district to reach, as data with revisions; each street's part of it; and the
 * decisions of people where the wording leaves it to them.
 */
@NullMarked
package org.chaiwei.accountability.target;

import org.jspecify.annotations.NullMarked;
