/** What was refused and what operators did, recorded before the answer leaves, for those who supervise. */
@NullMarked
package org.chaiwei.platform.audit;

import org.jspecify.annotations.NullMarked;
