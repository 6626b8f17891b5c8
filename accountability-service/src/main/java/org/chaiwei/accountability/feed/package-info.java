/** The last facts as they come in: a list, and a stream for a page that shows them live. */
@NullMarked
package org.chaiwei.accountability.feed;

import org.jspecify.annotations.NullMarked;
