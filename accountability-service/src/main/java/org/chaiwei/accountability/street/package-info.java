/** The district's 15 sub-districts, as published: who has a part in a target, and who is ranked. */
@NullMarked
package org.chaiwei.accountability.street;

import org.jspecify.annotations.NullMarked;
