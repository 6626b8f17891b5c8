/** The district's 15 sub-districts, as published: what a paper calls them, and about where they lie. */
@NullMarked
package org.chaiwei.demolition.street;

import org.jspecify.annotations.NullMarked;
