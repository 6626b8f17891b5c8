/** What this service tells the others: its events as facts of the published language. */
@NullMarked
package org.chaiwei.demolition.publishing;

import org.jspecify.annotations.NullMarked;
